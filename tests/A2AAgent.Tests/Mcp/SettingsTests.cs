using A2AAgent.Mcp;
using A2AAgent.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Mcp;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Mcp:ledger:Url", "ledger/mcp", "Mcp:ledger:Url must be an absolute http or https URL")]
    [InlineData("Mcp:ledger:Url", "http://user:secret@ledger/mcp", "Mcp:ledger:Url must be an absolute http or https URL")]
    [InlineData("Mcp:ledger:Timeout", "soon", "Mcp:ledger:Timeout is 'soon'; it must be a time")]
    [InlineData("Mcp:ledger:Timeout", "00:00:00", "Mcp:ledger:Timeout is 00:00:00; it must be longer than 00:00:00")]
    [InlineData("Mcp:ledger:MaxTools", "0", "Mcp:ledger:MaxTools is 0; it must be 1 or more.")]
    [InlineData("Mcp:ledger:MaxResponseBytes", "1 MB", "Mcp:ledger:MaxResponseBytes is '1 MB'; it must be a whole number.")]
    [InlineData("Mcp:ledger:Timout", "00:00:10", "Mcp:ledger:Timout is not a setting; there are Url, Timeout,")]
    [InlineData("Mcp:ledger:Headers:Host", "x", "Mcp:ledger:Headers:Host cannot be set")]
    [InlineData("Mcp:ledger:Headers:X-Key", "secret\n", "Mcp:ledger:Headers:X-Key must be the name of a request header")]
    [InlineData("Mcp:ledger:BearerTokenFile", "/run/token", "more than one of BearerToken")]
    public void A_wrong_setting_is_named_with_what_is_allowed(string key, string value, string message)
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => Tools.Builder(
            static builder => builder.AddMcpTools("ledger", "http://ledger/mcp", static options => options.BearerToken = "secret"), (key, value)));

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_without_an_address_is_named()
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => Tools.Builder(static builder => builder.AddMcpTools("ledger")));

        Assert.Equal("Mcp:ledger:Url is missing: it must be the address of the MCP server 'ledger', for example https://ledger.example.com/mcp.", wrong.Message);
    }

    [Fact]
    public void The_configuration_has_the_last_word()
    {
        McpToolsOptions? read = null;
        Tools.Builder(builder => builder.AddMcpTools("ledger", "http://ledger/mcp", options => (read = options).Timeout = TimeSpan.FromSeconds(3)), ("Mcp:ledger:Url", "https://other/mcp"), ("Mcp:ledger:Timeout", "00:00:07"));

        Assert.Equal("https://other/mcp", read!.Url!.AbsoluteUri);
        Assert.Equal(TimeSpan.FromSeconds(7), read.Timeout);
    }

    [Fact]
    public async Task A_server_is_injected_by_its_name_and_the_only_one_without()
    {
        using var host = Tools.Builder(static builder => builder.AddMcpTools("ledger", "http://ledger/mcp")).Build();

        Assert.Equal("ledger", host.Services.GetRequiredService<IMcpTools>().Server);
        Assert.Same(host.Services.GetRequiredKeyedService<IMcpTools>("ledger"), host.Services.GetRequiredService<IMcpTools>());
        await ((IAsyncDisposable)host.Services).DisposeAsync();
    }

    [Fact]
    public async Task Of_several_servers_one_must_be_named()
    {
        using var host = Tools.Builder(static builder => builder.AddMcpTools("ledger", "http://ledger/mcp").AddMcpTools("mail", "http://mail/mcp")).Build();

        var wrong = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<IMcpTools>());

        Assert.Equal("There are several MCP servers; say which with [FromKeyedServices(\"…\")]: ledger, mail.", wrong.Message);
        Assert.Equal("mail", host.Services.GetRequiredKeyedService<IMcpTools>("mail").Server);
        await ((IAsyncDisposable)host.Services).DisposeAsync();
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        var wrong = Assert.Throws<AgentConfigurationException>(
            static () => Tools.Builder(static builder => builder.AddMcpTools("ledger", "http://ledger/mcp").AddMcpTools("ledger", "http://other/mcp")));

        Assert.Equal("The MCP server 'ledger' has been added already.", wrong.Message);
    }
}
