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
    var workspace = Workspace.Find();
    await Wrk.RequireAsync();

    var binaries = options.Publish ? await Publisher.PublishAsync(workspace) : Publisher.Published(workspace);
    binaries = binaries with { Floor = options.Floor ?? binaries.Floor, Agent = options.Agent ?? binaries.Agent };
    Console.WriteLine($"{options.Rounds} rounds of {options.Seconds} s, {options.Connections} connections; servers on cores {cores.Server}, wrk on {cores.Client}; {binaries.Framework}");

    await Replies.CaptureAsync(binaries.Agent, cores, workspace.Replies);
    var startUps = await StartUps.MeasureAsync(binaries, cores, workspace.Replies, options.Starts);
    var load = await AlternatingLoad.RunAsync(binaries, cores, workspace.Replies, options);
    var manyTasks = await ManyTasks.RunAsync(binaries.Agent, cores, options);

    Report.Print(Console.Out, load);
    Report.Print(Console.Out, binaries, startUps, load, manyTasks);
    return Goals.Print(Console.Out, binaries, startUps, load, manyTasks);
}
