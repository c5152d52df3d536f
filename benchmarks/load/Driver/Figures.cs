namespace A2AAgent.Load.Driver;

/// <summary>What every family is measured by.</summary>
internal sealed record Figures(Binaries Binaries, StartUps StartUps, AlternatingLoad Load)
{
    public static async Task<Figures> TakeAsync(Family family, Cores cores, LoadOptions options)
    {
        await family.Tool.RequireAsync();
        var workspace = Workspace.Find();
        var binaries = options.Chosen(family, options.Publish ? await Publisher.PublishAsync(workspace, family) : Publisher.Published(workspace, family));
        var replies = Path.Combine(workspace.Replies, family.Name);
        await Replies.CaptureAsync(family, binaries.Agent, cores, replies);
        var startUps = await StartUps.MeasureAsync(binaries, cores, replies, options.Starts);
        var load = await AlternatingLoad.RunAsync(
            new Entrant(binaries.Floor, replies, family.ScenariosAsync), new Entrant(binaries.Agent, replies, family.ScenariosAsync), cores, options);
        return new Figures(binaries, startUps, load);
    }
}
