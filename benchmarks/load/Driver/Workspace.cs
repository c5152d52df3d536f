namespace A2AAgent.Load.Driver;

/// <summary>Where the sources are and where what is built from them goes.</summary>
internal sealed record Workspace(string Load, string Artifacts)
{
    public string Replies => Path.Combine(Artifacts, "replies");

    public static Workspace Find()
    {
        var folder = Environment.GetEnvironmentVariable("LOAD_DIRECTORY") ?? throw new LoadException("Start it with benchmarks/load/run.");
        return new Workspace(folder, Path.GetFullPath(Path.Combine(folder, "../../artifacts/load")));
    }
}
