using System.Text.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Idempotency;

/// <summary>A message that comes again, on every binding and over every store.</summary>
public abstract partial class IdempotencyContract : IAsyncLifetime
{
    private AgentHost? _host;
    private IBindingClient? _client;

    private protected AgentHost Host => _host!;

    private protected IBindingClient Client => _client!;

    private protected Runs Runs { get; } = new();

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract IBindingClient Connect(AgentHost host);

    private protected virtual Task<AgentHost> StartAsync(params (string Key, string Value)[] settings) =>
        AgentHost.StartAsync<OnceAgent>(builder => builder.Services.AddSingleton(Runs), [.. OnceAgent.Keys, ("Agent:Tasks:Idempotency", "true"), .. settings]);

    public virtual async ValueTask InitializeAsync()
    {
        _host = await StartAsync(("Agent:Tasks:MaxRunningPerOwner", "60"));
        _client = Connect(_host);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<JsonElement> SendAsync(object request, string key = OnceAgent.Alice) => await Client.CallAsync("SendMessage", request, As(key));

    private protected async Task<JsonElement> TaskAsync(object request, string key = OnceAgent.Alice) => (await SendAsync(request, key)).GetProperty("task");

    private protected Task<OpenStream> StreamAsync(object request) => Client.StreamAsync("SendStreamingMessage", request, As(OnceAgent.Alice));

    private protected Task<BindingError> RefusedAsync(object request) => Assert.ThrowsAsync<BindingError>(() => SendAsync(request));

    internal static CallHeaders As(string key) => new(Credential: message => message.Headers.Add("X-API-Key", key));
}
