using System.Text;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Hosting;

/// <summary>An agent on a real Kestrel on free loopback ports.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AgentHost(WebApplication app, Script script, LogSink logs)
    {
        _app = app;
        Script = script;
        Logs = logs;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        Url = new Uri(addresses[0]);
        ManagementUrl = new Uri(addresses[1]);
        GrpcUrl = new Uri(addresses[Math.Min(2, addresses.Length - 1)]);
        Client = new HttpClient { BaseAddress = Url };
    }

    public Script Script { get; }

    public LogSink Logs { get; }

    public Uri Url { get; }

    public Uri ManagementUrl { get; }

    /// <summary>Where gRPC is, for an agent that has it.</summary>
    public Uri GrpcUrl { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<AgentHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync<ScriptedAgent>("", null, settings);

    public static Task<AgentHost> StartAsync<TAgent>(Action<WebApplicationBuilder>? configure, params (string Key, string Value)[] settings)
        where TAgent : class, IAgent<TAgent> => StartAsync<TAgent>("", configure, settings);

    public static Task<AgentHost> StartAsync<TAgent>(string path, Action<WebApplicationBuilder>? configure = null, params (string Key, string Value)[] settings)
        where TAgent : class, IAgent<TAgent> => StartAsync<TAgent>(path, configure, static _ => { }, settings);

    /// <param name="path">Where the agent is.</param>
    /// <param name="configure">Called before the agent is added.</param>
    /// <param name="complete">Called afterwards.</param>
    /// <param name="settings">The settings.</param>
    public static async Task<AgentHost> StartAsync<TAgent>(
        string path, Action<WebApplicationBuilder>? configure, Action<WebApplicationBuilder> complete, params (string Key, string Value)[] settings)
        where TAgent : class, IAgent<TAgent>
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Agent:Ports:Http", "0"),
            new("Agent:Ports:Management", "0"),
            new("Agent:Ports:Grpc", "0"),
            new("Agent:BindAddress", "127.0.0.1"),
        ]);
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        var logs = new LogSink();
        builder.Logging.ClearProviders().AddProvider(logs);
        var script = new Script();
        builder.Services.AddSingleton(script);
        configure?.Invoke(builder);
        builder.AddAgent<TAgent>();
        complete(builder);
        var app = builder.Build();
        app.MapAgent<TAgent>(path);
        await app.StartAsync();
        return new AgentHost(app, script, logs);
    }

    public Task StopAsync() => _app.StopAsync();

    public async Task<HttpResponseMessage> PostAsync(string path, string body, string contentType = "application/json", string version = "1.0", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("A2A-Version", version);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("A2A-Version", "1.0");
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Script.Open();
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
