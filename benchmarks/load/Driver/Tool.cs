namespace A2AAgent.Load.Driver;

/// <summary>A program that makes load, and the package that brings it.</summary>
internal sealed record Tool(string Name, string Package)
{
    public static Tool Wrk { get; } = new("wrk", "wrk");

    public static Tool H2Load { get; } = new("h2load", "nghttp2-client");

    public async Task RequireAsync()
    {
        if (!File.Exists($"/usr/bin/{Name}") && (await Command.RunAsync("sh", ["-c", $"apt-get update && apt-get install -y {Package}"])) is { ExitCode: not 0 } failed)
        {
            throw new LoadException($"{Name} is not here and could not be installed; install it by hand.\n{failed.Output}");
        }
    }
}
