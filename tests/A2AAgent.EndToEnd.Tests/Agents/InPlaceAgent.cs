using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Agents;

/// <summary>The sample, run where it lies in the repository, as the README says.</summary>
public sealed class InPlaceAgent : IAsyncDisposable
{
    private readonly Lazy<Task<RunningAgent>> _agent = new(() => RunningAgent.StartAsync(Command()));

    internal Task<RunningAgent> Running => _agent.Value;

    /// <summary><c>dotnet run --project template</c>, without the build that has been made already.</summary>
    internal static ProcessStartInfo Command(params IEnumerable<string> options)
    {
        IEnumerable<string> artifacts = Repository.ArtifactsPath.Length == 0 ? [] : ["--artifacts-path", Repository.ArtifactsPath];
        return Tool.Command("dotnet", Repository.Root,
            ["run", "--project", "template", "--no-build", "-c", Repository.Configuration, .. artifacts, .. options]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _agent.Value).DisposeAsync();
        }
    }
}
