using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Replicas.Processes;

/// <summary>The agent that counts, published as a native binary.</summary>
internal static class ReplicaBinary
{
    private const string Project = "tests/A2AAgent.ReplicaAgent";

    /// <summary>Names a binary that was published before, for who runs these tests again and again.</summary>
    private const string Published = "REPLICA_AGENT";

    /// <summary>Publishes it into a folder, and gives the binary's path.</summary>
    public static async Task<string> PublishAsync(TemporaryFolder folder)
    {
        if (Environment.GetEnvironmentVariable(Published) is { Length: > 0 } published)
        {
            return published;
        }

        // Apart from the repository's own output, which another test run may be using.
        var output = folder.PathOf("native");
        await Tool.NeedDotNetAsync(Repository.Root,
            "publish", Project, "-c", "Release", "--use-current-runtime", "-o", output, "--artifacts-path", folder.PathOf("build"), "-p:RunAnalyzers=false", "-v", "quiet", "-nologo", "-warnaserror");
        return Path.Combine(output, "replica-agent");
    }
}
