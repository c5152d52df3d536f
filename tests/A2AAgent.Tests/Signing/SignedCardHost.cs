using A2AAgent.Protocol;
using A2AAgent.Protocol.Signing;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Signing;

/// <summary>An agent that signs its card with keys in files.</summary>
internal sealed class SignedCardHost : IAsyncDisposable
{
    public const string PublicUrl = "https://agents.example.com/expenses";
    public const string CardPath = "/.well-known/agent-card.json";
    public const string KeysPath = "/.well-known/jwks.json";

    private SignedCardHost(AgentHost agent, string folder) => (Agent, Folder) = (agent, folder);

    public AgentHost Agent { get; }

    public string Folder { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts an agent; of each key the file is named as in the settings, in a folder of its own.</summary>
    public static Task<SignedCardHost> StartAsync(IReadOnlyList<string> pems, params (string Key, string Value)[] settings) => StartAsync<ScriptedAgent>(pems, settings);

    public static async Task<SignedCardHost> StartAsync<TAgent>(IReadOnlyList<string> pems, params (string Key, string Value)[] settings)
        where TAgent : class, IAgent<TAgent>
    {
        var folder = Directory.CreateTempSubdirectory("a2a-signing-").FullName;
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["Agent:PublicUrl"] = PublicUrl, ["Agent:Security:ReloadInterval"] = "00:00:00.05" };
        for (var index = 0; index < pems.Count; index++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{index}.pem"), pems[index], Token);
            all[$"Agent:Signing:Keys:{index}:File"] = Path.Combine(folder, $"{index}.pem");
        }

        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        try
        {
            return new SignedCardHost(await AgentHost.StartAsync<TAgent>(configure: null, [.. all.Select(static setting => (setting.Key, setting.Value))]), folder);
        }
        catch (AgentConfigurationException)
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public Task<byte[]> CardAsync() => Agent.Client.GetByteArrayAsync(CardPath, Token);

    public async Task<JsonWebKeySet> KeysAsync() => JsonWebKeySet.FromUtf8(await Agent.Client.GetByteArrayAsync(KeysPath, Token));

    /// <summary>Verifies the card that is served with the keys that are.</summary>
    public async Task<VerifiedAgentCard> VerifyAsync() => await new AgentCardVerifier(await KeysAsync()).VerifyAsync(await CardAsync(), Token);

    /// <summary>Replaces a key as an orchestrator replaces a mounted secret, and waits until the agent says that it has seen it.</summary>
    public async Task ReplaceAsync(int index, string pem, string said = "is in use")
    {
        var seen = Count();
        await File.WriteAllTextAsync(Path.Combine(Folder, "new"), pem, Token);
        File.Move(Path.Combine(Folder, "new"), Path.Combine(Folder, $"{index}.pem"), overwrite: true);
        while (Count() == seen)
        {
            await Task.Delay(10, Token);
        }

        int Count() => Agent.Logs.Entries.Count(entry => entry.Text.StartsWith("Agent:Signing:Keys changed", StringComparison.Ordinal) && entry.Text.Contains(said, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
