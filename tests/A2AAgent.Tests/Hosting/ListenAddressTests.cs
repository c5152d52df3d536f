using System.Net;
using System.Net.Sockets;
using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Tests.Hosting;

/// <summary>Ports and addresses that the agent cannot have, or that contradict each other.</summary>
public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("Agent:Ports:Http (or PORT)", "Agent:Ports:Http")]
    [InlineData("Agent:Ports:Management", "Agent:Ports:Management")]
    [InlineData("Agent:Ports:Grpc", "Agent:Ports:Grpc")]
    public async Task A_port_in_use_is_said_once_and_by_the_name_of_its_setting(string named, string setting)
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var port = ((IPEndPoint)other.LocalEndPoint!).Port;

        var failed = await Assert.ThrowsAsync<IOException>(() => AgentHost.StartAsync((setting, $"{port}")));

        Assert.IsType<AgentConfigurationException>(failed.InnerException);
        Assert.StartsWith($"{named} is {port}, and another program listens there", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_said()
    {
        var failed = await Assert.ThrowsAsync<IOException>(() => AgentHost.StartAsync(("Agent:BindAddress", "192.0.2.1")));

        Assert.StartsWith("Agent:BindAddress is '192.0.2.1', which is no address of this machine", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Agent:Ports:Grpc and Agent:Ports:Http (or PORT) are both 8123", "Agent:Ports:Grpc", "8123", "PORT", "8123")]
    [InlineData("Agent:Ports:Grpc and Agent:Ports:Management are both 9464", "Agent:Ports:Grpc", "9464")]
    [InlineData("ASPNETCORE_URLS (or urls) is 'http://+:5000'", "urls", "http://+:5000")]
    [InlineData("ASPNETCORE_URLS (or urls) is 'nonsense'", "urls", "nonsense")]
    [InlineData("Kestrel:Endpoints:More:Url is 'nonsense'", "Kestrel:Endpoints:More:Url", "nonsense")]
    [InlineData("Kestrel:Endpoints:More:Url is 'http://*:99999'", "Kestrel:Endpoints:More:Url", "http://*:99999")]
    [InlineData("Kestrel:Endpoints:More:Url is ''", "Kestrel:Endpoints:More:Protocols", "Http1")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED is true", "ForwardedHeaders_Enabled", "true")]
    [InlineData("Logging:LogLevel:Default is 'Loud'", "Logging:LogLevel:Default", "Loud")]
    [InlineData("Logging:Console:LogLevel:Default is 'Loud'", "Logging:Console:LogLevel:Default", "Loud")]
    public void Settings_that_contradict_each_other_are_named(string named, params string[] settings)
    {
        Assert.StartsWith(named, Assert.Throws<AgentConfigurationException>(() => Add(settings)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://+:8080")]
    [InlineData("urls", "http://+:5000", "Agent:Ports:Http", "0")]
    [InlineData("http_ports", "8080", "PORT", "9090")]
    [InlineData("Kestrel:Endpoints:More:Url", "http://*:8081")]
    public void Settings_that_do_not_are_not(params string[] settings) => Add(settings);

    private static void Add(string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(settings.Chunk(2).Select(static pair => KeyValuePair.Create(pair[0], (string?)pair[1])));
        builder.AddAgent<ScriptedAgent>();
    }
}
