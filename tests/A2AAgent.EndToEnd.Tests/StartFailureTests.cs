using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests;

/// <summary>What a native agent says when it cannot start: one line on its standard error, and nothing else anywhere.</summary>
[Collection(nameof(NativeAgent))]
[UnsupportedOSPlatform("windows")]
public sealed class StartFailureTests(NativeAgent native) : IAsyncLifetime
{
    private const int WrongConfiguration = 78;
    private const string Nobody = "65534";

    private readonly TemporaryFolder _folder = new();
    private string _binary = "";

    /// <summary>The agent runs as another user, who has to get at it.</summary>
    public async ValueTask InitializeAsync()
    {
        _binary = _folder.PathOf("agent");
        File.Copy(await native.Binary, _binary);
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(_binary, (UnixFileMode)0b111_101_101);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("PORT is 'http'; it must be a number from 0 to 65535", "PORT=http")]
    [InlineData("PORT is '-1'", "PORT=-1")]
    [InlineData("PORT is '80.5'", "PORT=80.5")]
    [InlineData("Agent:Ports:Http is 65536; it must be a number from 0 to 65535", "PORT=65536")]
    [InlineData("Agent:Ports:Http (or PORT) is 80, where this user may not listen (permission denied); it must be a port from 1024 to 65535", "PORT=80")]
    [InlineData("Agent:Ports:Management and Agent:Ports:Http are both 8123", "PORT=8123", "Agent__Ports__Management=8123")]
    [InlineData("Agent:BindAddress is '192.0.2.1', which is no address of this machine", "Agent__BindAddress=192.0.2.1")]
    [InlineData("ASPNETCORE_URLS (or urls) is 'http://+:5000', and the agent listens on port 8123", "PORT=8123", "ASPNETCORE_URLS=http://+:5000")]
    [InlineData("Kestrel:Endpoints:More:Url is 'nonsense'", "Kestrel__Endpoints__More__Url=nonsense")]
    [InlineData("Kestrel:Endpoints has an https address", "Kestrel__Endpoints__More__Url=https://127.0.0.1:0")]
    [InlineData("Logging:LogLevel:Default is 'Loud'; it must be Trace, Debug", "Logging__LogLevel__Default=Loud")]
    [InlineData("Agent:Tasks:MaxBytes is '256MiB'; it must be a whole number", "Agent__Tasks__MaxBytes=256MiB")]
    [InlineData("Agent:Limits:Heartbeat is '15s'; it must be a time, for example 00:00:30", "Agent__Limits__Heartbeat=15s")]
    [InlineData("Agent:Compatibility:V03 is 'yes'; it must be true or false", "Agent__Compatibility__V03=yes")]
    [InlineData("Agent:Limits:ShutdownDelay is 01:00:00; it must be 00:00:00 to 00:05:00", "Agent__Limits__ShutdownDelay=01:00:00")]
    [InlineData("Agent:ForwardedHeaders:TrustedProxies:0 is 'nginx'; it must be an address or a network", "Agent__ForwardedHeaders__TrustedProxies__0=nginx")]
    [InlineData("Agent:ForwardedHeaders:Headers is 'All'; it must be Forwarded, or", "Agent__ForwardedHeaders__Headers=All")]
    [InlineData("Agent:Foo is not a setting; there are PublicUrl, ", "Agent__Foo=1")]
    [InlineData("Agent:Limits is '5'; it must", "Agent__Limits=5")]
    [InlineData("Agent:PublicUrl is 'agents.example.com'; it must be an absolute http or https URL", "Agent__PublicUrl=agents.example.com")]
    [InlineData("Agent:Signing:Keys: /nowhere/key.pem cannot be used: Could not find", "Agent__PublicUrl=https://agents.example.com", "Agent__Signing__Keys__0__File=/nowhere/key.pem")]
    [InlineData("Agent:Signing:Keys: {folder} cannot be used: Access to the path", "Agent__PublicUrl=https://agents.example.com", "Agent__Signing__Keys__0__File={folder}")]
    [InlineData("Agent:Signing:Keys: {secret} cannot be used: Access to the path", "Agent__PublicUrl=https://agents.example.com", "Agent__Signing__Keys__0__File={secret}")]
    [InlineData("Agent:Signing:Keys:0:File: {garbage} cannot be used: There is no private key in it", "Agent__PublicUrl=https://agents.example.com", "Agent__Signing__Keys__0__File={garbage}")]
    [InlineData("Agent:Card:Extended:File: {garbage} cannot be used", "Agent__Card__Extended__File={garbage}")]
    [InlineData("Agent:Tasks:Store is 'redis'; it must be memory or postgres", "Agent__Tasks__Store=redis")]
    [InlineData("This agent has no security scheme", "Agent__Security__AllowAnonymous=false")]
    public async Task One_line_says_what_is_wrong_and_what_is_allowed(string said, params string[] settings)
    {
        await File.WriteAllTextAsync(_folder.PathOf("garbage"), "no PEM", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.PathOf("secret"), "no PEM", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(_folder.PathOf("garbage"), (UnixFileMode)0b110_100_100);
        File.SetUnixFileMode(_folder.PathOf("secret"), UnixFileMode.None);

        var result = await Tool.RunAsync(Command([.. settings.Select(InFolder)]));

        Assert.StartsWith(InFolder(said), Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Equal(WrongConfiguration, result.ExitCode);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_said_without_a_stack_trace()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var port = ((IPEndPoint)other.LocalEndPoint!).Port;

        var result = await Tool.RunAsync(Command($"PORT={port}"));

        Assert.Equal($"Agent:Ports:Http (or PORT) is {port}, and another program listens there; it must be a free port from 1 to 65535.", Assert.Single(result.Errors));
        Assert.Equal(WrongConfiguration, result.ExitCode);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_settings_file_that_is_no_JSON_is_said_with_the_place()
    {
        var settings = _folder.PathOf("appsettings.json");
        await File.WriteAllTextAsync(settings, """{ "Agent": { "PublicUrl": """, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(settings, (UnixFileMode)0b110_100_100);

        var result = await Tool.RunAsync(Command());

        Assert.StartsWith($"Failed to load configuration from file '{settings}'. It must be JSON:", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Equal(WrongConfiguration, result.ExitCode);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Neither_a_folder_to_write_to_nor_a_home_is_needed()
    {
        await using var agent = await RunningAgent.StartAsync(Command("TMPDIR=/nonexistent", "HOME=/nonexistent", "DOTNET_BUNDLE_EXTRACT_BASE_DIR=/nonexistent"));
        using var client = new Exchanges.AgentClient(agent.Address);

        Assert.Equal("Expense Processor Agent", (await client.GetAsync("/.well-known/agent-card.json")).GetProperty("name").GetString());
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync());
    }

    /// <summary>Without privileges, in a folder that belongs to somebody else.</summary>
    private ProcessStartInfo Command(params IEnumerable<string> settings)
    {
        var command = Environment.IsPrivilegedProcess
            ? Tool.Command("setpriv", _folder.Path, "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--bounding-set=-all", "--inh-caps=-all", _binary)
            : Tool.Command(_binary, _folder.Path);
        foreach (var setting in settings)
        {
            var (name, value) = (setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            command.Environment[name] = value;
        }

        RunningAgent.Settings(command);
        return command;
    }

    private string InFolder(string text) => text
        .Replace("{folder}", _folder.Path, StringComparison.Ordinal)
        .Replace("{secret}", _folder.PathOf("secret"), StringComparison.Ordinal)
        .Replace("{garbage}", _folder.PathOf("garbage"), StringComparison.Ordinal);
}
