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
        met &= await PriceAsync(Family.Trust, cores, options, Trust.RunAsync, Report.Print, Goals.Trust);
    }

    if (options.Measures(Family.Telemetry))
    {
        met &= await PriceAsync(Family.Telemetry, cores, options, Telemetry.RunAsync, Report.Print, Goals.Telemetry);
    }

    if (options.Measures(Family.Client))
    {
        met &= await PriceAsync(Family.Client, cores, options, Clients.RunAsync, Report.Print, Goals.Client);
    }

    if (options.Measures(Family.Postgres))
    {
        met &= await PriceAsync(Family.Postgres, cores, options, PostgresLoad.RunAsync, Report.Print, Goals.Postgres);
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

static async Task<bool> PriceAsync<T>(
    Family family, Cores cores, LoadOptions options, Func<Binaries, Cores, LoadOptions, Task<T>> measure, Action<TextWriter, T> print, Func<T, Goal[]> goals)
{
    var workspace = Workspace.Find();
    var published = options.Publish ? await Publisher.PublishAsync(workspace, family) : Publisher.Published(workspace, family);
    var price = await measure(options.Chosen(family, published), cores, options);
    print(Console.Out, price);
    return Goals.Print(Console.Out, goals(price));
}
