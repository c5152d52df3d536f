using A2AAgent.Mcp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace A2AAgent.Tests.Mcp;

/// <summary>An application that has the tools of one server.</summary>
internal sealed class Tools : IAsyncDisposable
{
    private readonly IHost _host;

    private Tools(IHost host) => _host = host;

    public IMcpTools Server => _host.Services.GetRequiredService<IMcpTools>();

    public static Tools Of(string url, Action<McpToolsOptions>? configure = null) => new(Builder(builder => builder.AddMcpTools("everything", url, configure)).Build());

    public static HostApplicationBuilder Builder(Action<HostApplicationBuilder> configure, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        configure(builder);
        return builder;
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host.Services).DisposeAsync();
        _host.Dispose();
    }
}
