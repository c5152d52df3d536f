using A2AAgent.Client;
using A2AAgent.Client.Directory;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace A2AAgent.Tests.Client.Hosting;

public sealed class RegistrationTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_only_client_needs_no_name()
    {
        await using var host = await AgentHost.StartAsync();
        var builder = Builder(("Agents:echo:Url", host.Url.AbsoluteUri));
        builder.AddAgentClient("echo");
        using var app = builder.Build();

        var answer = await app.Services.GetRequiredService<AgentClient>().SendMessageAsync("hello", Timeout);

        Assert.Equal("hello", answer.Task!.Artifacts[0].Parts[0].Text);
    }

    [Fact]
    public async Task Each_of_several_clients_has_its_name()
    {
        await using var host = await AgentHost.StartAsync();
        var builder = Builder(("Agents:one:Url", host.Url.AbsoluteUri), ("Agents:two:Url", "http://127.0.0.1:9"));
        builder.AddAgentClient("one").AddAgentClient("two");
        using var app = builder.Build();

        var card = await app.Services.GetRequiredKeyedService<AgentClient>("one").GetCardAsync(Timeout);
        var failure = Assert.Throws<InvalidOperationException>(app.Services.GetRequiredService<AgentClient>);

        Assert.Equal("Scripted Agent", card.Name);
        Assert.Contains("[FromKeyedServices(\"one\")]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_have_the_last_word()
    {
        await using var host = await AgentHost.StartAsync();
        var builder = Builder(("Agents:echo:Url", host.Url.AbsoluteUri), ("Agents:echo:Bindings:0", "GRPC"), ("Agents:echo:Resilience:MaxRetries", "7"));
        AgentClientOptions? made = null;
        builder.AddAgentClient("echo", new AgentAddress(new Uri("http://127.0.0.1:9")), options => (made = options).Resilience.MaxRetries = 1);
        using var app = builder.Build();

        var answer = await app.Services.GetRequiredService<AgentClient>().SendMessageAsync("hello", Timeout);

        Assert.Equal("hello", answer.Task!.Artifacts[0].Parts[0].Text);
        Assert.Equal(7, made!.Resilience.MaxRetries);
        Assert.Equal(["GRPC"], made.Bindings);
    }

    [Theory]
    [InlineData("Agents:echo:Url", "agent.example.com", "Agents:echo:Url is 'agent.example.com'")]
    [InlineData("Agents:echo:Urll", "http://a", "Urll")]
    [InlineData("Agents:echo:Bindings:0", "SOAP", "Agents:echo:Bindings has 'SOAP'; there are JSONRPC, HTTP+JSON, GRPC")]
    [InlineData("Agents:echo:Resilience:MaxRetries", "-1", "Agents:echo:Resilience:MaxRetries is -1; it must be 0 to 100")]
    [InlineData("Agents:echo:Resilience:PingDelay", "00:00:00.5", "Agents:echo:Resilience:PingDelay is 00:00:00.5000000; it must be 00:00:01 to 1.00:00:00")]
    [InlineData("Agents:echo:Resilience:AttemptTimeout", "soon", "AttemptTimeout")]
    [InlineData("Agents:echo:Resilience:CircuitFailureRatio", "2", "Agents:echo:Resilience:CircuitFailureRatio is 2")]
    [InlineData("Agents:echo:Dapr:AppId", "app", "more than one of Url, Kubernetes, Dapr and Directory")]
    [InlineData("Agents:echo:Trust:KeysFile", "/nowhere/keys.json", "Agents:echo:Trust:KeysFile is '/nowhere/keys.json'")]
    [InlineData("Agents:echo:Trust:KeySetUrls:0", "http://keys.example.com", "Agents:echo:Trust:KeySetUrls:0 is 'http://keys.example.com'; it must be an https URL")]
    [InlineData("Agents:echo:Url", "http://user:pa55@agent.example.com", "Agents:echo:Url has a user name or a password")]
    [InlineData("Agents:echo:MaxResponseBytes", "0", "Agents:echo:MaxResponseBytes is 0; it must be 1 or more")]
    [InlineData("Agents:echo:Directory:Skill", "assess", "more than one of Url, Kubernetes, Dapr and Directory")]
    [InlineData("Agents:echo:Headers:X Y", "1", "Agents:echo:Headers:X Y")]
    [InlineData("Agents:echo:Headers:Content-Type", "text/plain", "Agents:echo:Headers:Content-Type")]
    [InlineData("Agents:echo:Headers:A2A-Version", "2.0", "Agents:echo:Headers:A2A-Version")]
    [InlineData("Agents:echo:Headers:X-Key", "s3cr\u00e9t", "Agents:echo:Headers:X-Key")]
    public void A_wrong_setting_is_named(string setting, string value, string expected)
    {
        var settings = new[] { ("Agents:echo:Url", "http://127.0.0.1:9"), (setting, value) }.DistinctBy(static one => one.Item1, StringComparer.Ordinal);
        var builder = Builder([.. setting == "Agents:echo:Url" ? [(setting, value)] : settings]);

        var wrong = Assert.Throws<AgentConfigurationException>(() => builder.AddAgentClient("echo"));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55", wrong.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr", wrong.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Url", "nowhere", "Agents:echo:Url is 'nowhere'")]
    [InlineData("Kubernetes:Namespace", "finance", "Agents:echo:Kubernetes:Service is missing")]
    [InlineData("Kubernetes:Service", "com pliance", "Agents:echo:Kubernetes:Service is 'com pliance'")]
    [InlineData("Kubernetes:Port", "80", "Agents:echo:Kubernetes:Service is missing")]
    [InlineData("Dapr:HttpPort", "3500", "Agents:echo:Dapr:AppId is missing")]
    [InlineData("Directory:Skill", "", "Agents:echo:Directory says nothing")]
    public void A_wrong_address_is_named_at_once_also_where_code_has_one(string setting, string value, string expected)
    {
        var (named, found) = (Builder(($"Agents:echo:{setting}", value)), Builder(($"Agents:echo:{setting}", value)));

        var wrong = Assert.Throws<AgentConfigurationException>(() => named.AddAgentClient("echo", new AgentAddress(new Uri("http://127.0.0.1:9"))));
        var alsoWrong = Assert.Throws<AgentConfigurationException>(() => found.AddAgentClient("echo", new AgentQuery { Skill = "echo" }));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(expected, alsoWrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kubernetes:Service", "compliance", "Kubernetes:Port", "99999", "Agents:echo:Kubernetes:Port is 99999; it must be 1 to 65535")]
    [InlineData("Dapr:AppId", "compliance", "Dapr:HttpPort", "0", "Agents:echo:Dapr:HttpPort is 0; it must be 1 to 65535")]
    [InlineData("Dapr:AppId", "compliance", "Dapr:GrpcPort", "-1", "Agents:echo:Dapr:GrpcPort is -1; it must be 1 to 65535")]
    public void A_port_that_is_none_is_named(string first, string value, string setting, string port, string expected)
    {
        var builder = Builder(($"Agents:echo:{first}", value), ($"Agents:echo:{setting}", port));

        var wrong = Assert.Throws<AgentConfigurationException>(() => builder.AddAgentClient("echo"));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_have_the_last_word_over_what_code_wants_of_a_directory()
    {
        await using var host = await AgentHost.StartAsync();
        var builder = Builder(("Agents:echo:Url", host.Url.AbsoluteUri));
        builder.AddAgentClient("echo", new AgentQuery { Skill = "dance" });
        using var app = builder.Build();

        Assert.Equal("Scripted Agent", (await app.Services.GetRequiredService<AgentClient>().GetCardAsync(Timeout)).Name);
    }

    [Fact]
    public async Task The_settings_say_what_a_directory_is_to_find()
    {
        await using var host = await AgentHost.StartAsync();
        var builder = Builder(
            ("Agents:echo:Directory:Skill", "echo"), ("AgentDirectory:Agents:0:Url", host.Url.AbsoluteUri), ("AgentDirectory:Agents:0:Skills:0", "echo"));
        builder.AddAgentDirectory().AddAgentClient("echo", new AgentQuery { Skill = "dance" });
        using var app = builder.Build();

        Assert.Equal("Scripted Agent", (await app.Services.GetRequiredService<AgentClient>().GetCardAsync(Timeout)).Name);
    }

    [Fact]
    public void An_agent_without_an_address_is_refused_at_once()
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => Builder().AddAgentClient("echo"));

        Assert.Contains("set Agents:echo:Url", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_given_once()
    {
        var builder = Builder(("Agents:echo:Url", "http://127.0.0.1:9"));
        builder.AddAgentClient("echo");

        Assert.Throws<AgentConfigurationException>(() => builder.AddAgentClient("Echo", new AgentAddress(new Uri("http://127.0.0.1:9"))));
    }

    [Fact]
    public void Kubernetes_and_Dapr_are_addresses()
    {
        Assert.Equal("http://compliance:8080/", AgentAddress.Kubernetes("compliance").Url.AbsoluteUri);
        Assert.Equal("http://compliance.finance.svc:80/", AgentAddress.Kubernetes("compliance", "finance", 80).Url.AbsoluteUri.Replace("svc/", "svc:80/", StringComparison.Ordinal));
        var dapr = AgentAddress.Dapr("compliance", httpPort: 3501, grpcPort: 50002);
        Assert.Equal(("http://127.0.0.1:3501/", "compliance", true), (dapr.Url.AbsoluteUri, dapr.Headers["dapr-app-id"], dapr.Relays));
    }

    [Fact]
    public async Task A_directory_of_the_settings_finds_an_agent_by_its_skill()
    {
        await using var host = await AgentHost.StartAsync();
        var builder = Builder(
            ("AgentDirectory:Agents:0:Name", "other"), ("AgentDirectory:Agents:0:Url", "http://127.0.0.1:9"), ("AgentDirectory:Agents:0:Skills:0", "dance"),
            ("AgentDirectory:Agents:1:Url", host.Url.AbsoluteUri), ("Agents:adder:Directory:Skill", "add"));
        builder.AddAgentDirectory().AddAgentClient("adder");
        using var app = builder.Build();

        var card = await app.Services.GetRequiredService<AgentClient>().GetCardAsync(Timeout);

        Assert.Equal("Scripted Agent", card.Name);
    }

    [Fact]
    public void A_client_of_a_directory_that_is_not_there_says_so()
    {
        var builder = Builder();
        builder.AddAgentClient("adder", new AgentQuery { Skill = "add" });
        using var app = builder.Build();

        var wrong = Assert.Throws<AgentConfigurationException>(app.Services.GetRequiredService<AgentClient>);

        Assert.Contains("AddAgentDirectory", wrong.Message, StringComparison.Ordinal);
    }

    private static HostApplicationBuilder Builder(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        return builder;
    }
}
