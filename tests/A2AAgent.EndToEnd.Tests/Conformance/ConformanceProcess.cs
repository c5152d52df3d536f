using System.Diagnostics;
using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Conformance.Callers;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Conformance;

/// <summary>The conformance agent with one of its profiles, in a process of its own.</summary>
public abstract class ConformanceProcess(string profile) : IAsyncLifetime
{
    private RunningAgent? _agent;

    /// <summary>The card, once the agent has started.</summary>
    public JsonElement Card { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _agent = await RunningAgent.StartAsync(Command(profile));
        using var http = new HttpClient { BaseAddress = _agent.Address };
        Card = JsonDocument.Parse(await http.GetStringAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken)).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null)
        {
            await _agent.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary><c>dotnet run</c> without the build that has been made already.</summary>
    internal static ProcessStartInfo Command(string profile)
    {
        IEnumerable<string> artifacts = Repository.ArtifactsPath.Length == 0 ? [] : ["--artifacts-path", Repository.ArtifactsPath];
        var start = Tool.Command("dotnet", Repository.Root,
            ["run", "--project", "tests/A2AAgent.ConformanceAgent", "--no-build", "-c", Repository.Configuration, .. artifacts]);
        start.Environment["CONFORMANCE_PROFILE"] = profile;
        start.Environment["Agent__Ports__Grpc"] = "0";
        return start;
    }

    /// <summary>Connects as the suite does: to where the card says that the binding is.</summary>
    internal Caller Connect(string binding, string? extensions = null)
    {
        var url = Card.GetProperty("supportedInterfaces").EnumerateArray()
            .First(one => one.GetProperty("protocolBinding").GetString() == binding)
            .GetProperty("url").GetString()!;
        return Bindings.All[binding](url, extensions);
    }
}

public sealed class FullProfile() : ConformanceProcess("full");

public sealed class MinimalProfile() : ConformanceProcess("minimal");

public sealed class RequiredExtensionProfile() : ConformanceProcess("required-extension");
