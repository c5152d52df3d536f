using A2AAgent.Load.Driver;

try
{
    return await MeasureAsync(LoadOptions.Parse(args)) ? 0 : 1;
}
catch (LoadException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

static async Task<bool> MeasureAsync(LoadOptions options)
{
    var cores = Cores.Split();
    Console.WriteLine($"{options.Rounds} rounds of {options.Seconds} s, {options.Connections} connections; servers on cores {cores.Server}, their load from cores {cores.Client}");
    var met = true;
    if (options.Measures(Family.Http))
    {
        met &= await HttpAsync(cores, options);
    }

    if (options.Measures(Family.Grpc))
    {
        met &= await GrpcAsync(cores, options);
    }

    if (options.Measures(Family.Trust))
    {
        met &= await TrustAsync(cores, options);
    }

    if (options.Measures(Family.Telemetry))
    {
        met &= await TelemetryAsync(cores, options);
    }

    if (options.Measures(Family.Client))
    {
        met &= await ClientAsync(cores, options);
    }

    if (options.Measures(Family.Postgres))
    {
        met &= await PostgresAsync(cores, options);
    }

    return met;
}

static async Task<bool> HttpAsync(Cores cores, LoadOptions options)
{
    var figures = await Figures.TakeAsync(Family.Http, cores, options);
    var manyTasks = await ManyTasks.RunAsync(figures.Binaries.Agent, cores, options);
    Report.Print(Console.Out, figures);
    Report.Print(Console.Out, manyTasks);
    return Goals.Print(Console.Out, Goals.Http(figures, manyTasks));
}

static async Task<bool> GrpcAsync(Cores cores, LoadOptions options)
{
    var figures = await Figures.TakeAsync(Family.Grpc, cores, options);
    var streams = await EventStreams.RunAsync(figures.Binaries.Agent, cores, options);
    Report.Print(Console.Out, figures);
    Report.Print(Console.Out, streams);
    return Goals.Print(Console.Out, Goals.Grpc(figures, streams));
}

static async Task<bool> TrustAsync(Cores cores, LoadOptions options)
{
    var workspace = Workspace.Find();
    var published = options.Publish ? await Publisher.PublishAsync(workspace, Family.Trust) : Publisher.Published(workspace, Family.Trust);
    var trust = await Trust.RunAsync(options.Chosen(Family.Trust, published), cores, options);
    Report.Print(Console.Out, trust);
    return Goals.Print(Console.Out, Goals.Trust(trust));
}

static async Task<bool> TelemetryAsync(Cores cores, LoadOptions options)
{
    var workspace = Workspace.Find();
    var published = options.Publish ? await Publisher.PublishAsync(workspace, Family.Telemetry) : Publisher.Published(workspace, Family.Telemetry);
    var telemetry = await Telemetry.RunAsync(options.Chosen(Family.Telemetry, published), cores, options);
    Report.Print(Console.Out, telemetry);
    return Goals.Print(Console.Out, Goals.Telemetry(telemetry));
}

static async Task<bool> ClientAsync(Cores cores, LoadOptions options)
{
    var workspace = Workspace.Find();
    var published = options.Publish ? await Publisher.PublishAsync(workspace, Family.Client) : Publisher.Published(workspace, Family.Client);
    var clients = await Clients.RunAsync(options.Chosen(Family.Client, published), cores, options);
    Report.Print(Console.Out, clients);
    return Goals.Print(Console.Out, Goals.Client(clients));
}

static async Task<bool> PostgresAsync(Cores cores, LoadOptions options)
{
    var workspace = Workspace.Find();
    var published = options.Publish ? await Publisher.PublishAsync(workspace, Family.Postgres) : Publisher.Published(workspace, Family.Postgres);
    var postgres = await PostgresLoad.RunAsync(options.Chosen(Family.Postgres, published), cores, options);
    Report.Print(Console.Out, postgres);
    return Goals.Print(Console.Out, Goals.Postgres(postgres));
}
