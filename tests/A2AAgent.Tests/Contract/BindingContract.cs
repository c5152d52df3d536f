using System.Text.Json;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Contract;

/// <summary>What every binding must do alike. One class per binding runs it.</summary>
public abstract partial class BindingContract : IAsyncLifetime
{
    private AgentHost? _host;
    private IBindingClient? _client;

    private protected AgentHost Host => _host!;

    private protected IBindingClient Client => _client!;

    private protected abstract IBindingClient Connect(AgentHost host);

    public async ValueTask InitializeAsync()
    {
        _host = await AgentHost.StartAsync(("Agent:Tasks:CancelGrace", "00:00:00.2"));
        _client = Connect(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static int HistoryOf(JsonElement task) => task.TryGetProperty("history", out var history) ? history.GetArrayLength() : 0;

    private async Task<JsonElement> PollAsync(string id, string state)
    {
        while (true)
        {
            var task = await Client.CallAsync("GetTask", new { id });
            if (task.State() == state)
            {
                return task;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static async Task ReadUntilAsync(OpenStream stream, string description)
    {
        while (Describe((await stream.NextAsync())!.Value) != description)
        {
        }
    }

    private static string Describe(JsonElement item)
    {
        if (item.TryGetProperty("statusUpdate", out var update))
        {
            var said = update.GetProperty("status").TryGetProperty("message", out var message) ? " " + message.GetProperty("parts")[0].GetProperty("text").GetString() : "";
            return update.State() + said;
        }

        if (item.TryGetProperty("artifactUpdate", out var artifact))
        {
            var part = artifact.GetProperty("artifact").GetProperty("parts")[0];
            return "artifact " + (part.TryGetProperty("text", out var text) ? text : part.GetProperty("raw")).GetString();
        }

        return item.EnumerateObject().Single().Name;
    }
}
