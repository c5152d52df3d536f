namespace A2AAgent.EndToEnd.Tests.Tools;

/// <summary>A folder outside the repository, so that nothing of the repository's build applies inside.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("a2a-agent-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A file that is still open is no reason to fail; the system empties its folder for temporary files.
        }
    }
}
