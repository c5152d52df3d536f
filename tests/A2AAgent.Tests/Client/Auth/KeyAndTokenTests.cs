using A2AAgent.Client;
using A2AAgent.Client.Auth;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Access;
using A2AAgent.Tests.Security.Jwt;

namespace A2AAgent.Tests.Client.Auth;

public sealed class KeyAndTokenTests
{
    private const string Key = "correct-horse-battery-staple";
    private const string Scheme = "Agent:Security:Schemes:key:";

    [Theory]
    [InlineData("header", "X-API-Key")]
    [InlineData("query", "the key")]
    [InlineData("cookie", "agent_key")]
    public async Task A_key_goes_where_the_card_says(string location, string name)
    {
        await using var host = await KeyAgentAsync(location, name);

        Assert.Equal("hello", await Calls.SendAsync(host, new AgentCredentials { new ApiKeyCredential(Secret.Of(Key)) }));
    }

    [Theory]
    [InlineData(ProtocolBindings.JsonRpc)]
    [InlineData(ProtocolBindings.HttpJson)]
    [InlineData(ProtocolBindings.Grpc)]
    public async Task A_key_goes_along_and_is_looked_up_again_on_every_binding(string binding)
    {
        var keys = new Queue<string>(["the-key-of-yesterday", Key, Key]);
        await using var host = await KeyAgentAsync("header", "x-api-key");

        Assert.Equal("hello", await Calls.SendAsync(host, new AgentCredentials { new ApiKeyCredential(Secret.From(_ => new(keys.Dequeue()))) }, options =>
        {
            options.Bindings.Clear();
            options.Bindings.Add(binding);
        }));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_once()
    {
        var asked = 0;
        await using var host = await KeyAgentAsync("header", "X-API-Key");

        var failure = await Calls.RefusedAsync(host, new AgentCredentials { new ApiKeyCredential(Secret.From(_ => { asked++; return new("wrong-key-0123456789"); })) });

        Assert.Equal("UNAUTHENTICATED", failure.Error.Reason);
        Assert.DoesNotContain("wrong-key", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_key_that_was_replaced_is_found_when_the_old_one_is_refused()
    {
        await using var host = await KeyAgentAsync("header", "X-API-Key");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "the-key-of-yesterday\n", TestContext.Current.CancellationToken);
            using var client = Calls.Client(host, new AgentCredentials { new ApiKeyCredential(Secret.FromFile(file)) });
            await Assert.ThrowsAsync<RemoteAgentException>(() => Calls.SendAsync(client));

            await File.WriteAllTextAsync(file, Key + "\n", TestContext.Current.CancellationToken);

            Assert.Equal("hello", await Calls.SendAsync(client));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task A_vault_that_fails_is_not_taken_for_the_agent(Type kind)
    {
        await using var host = await KeyAgentAsync("header", "X-API-Key");
        var vault = Secret.From(_ => throw (Exception)Activator.CreateInstance(kind, "vault/secret-path")!);

        var failure = await Calls.RefusedAsync(host, new AgentCredentials { new ApiKeyCredential(vault) });

        Assert.Equal(("UNAUTHENTICATED", RequestDelivery.NotSent, true, true), (failure.Error.Reason, failure.Delivery, failure.IsTransient, failure.IsRetrySafe));
        Assert.Contains(kind.Name, failure.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named_and_nothing_is_sent()
    {
        await using var host = await KeyAgentAsync("header", "X-API-Key");

        var failure = await Calls.RefusedAsync(host, new AgentCredentials { new ApiKeyCredential(Secret.FromFile("/nowhere/key")) });

        Assert.Equal("Agent 'guarded', SendMessage: the file '/nowhere/key' cannot be read: there is none", failure.Message);
        Assert.Equal(RequestDelivery.NotSent, failure.Delivery);
    }

    [Fact]
    public async Task A_token_satisfies_bearer_oauth_and_openid_connect()
    {
        await using var agent = await TokenAgent.StartAsync();
        var token = agent.Issuer.Draft().Sign(agent.Issuer.Key);

        Assert.Equal("hello", await Calls.SendAsync(agent.Host, new AgentCredentials { new BearerCredential(Secret.From(_ => new(token))) }));
    }

    [Fact]
    public async Task Without_a_fitting_credential_the_agent_is_not_called_and_what_it_asks_for_is_named()
    {
        await using var host = await AgentHost.StartAsync(
            (Scheme + "Type", "apiKey"), (Scheme + "In", "header"), (Scheme + "Name", "X-API-Key"), (Scheme + "Keys:alice:Value", Key),
            ("Agent:Security:Schemes:jwt:Type", "bearer"), ("Agent:Security:Schemes:jwt:Issuer", "https://login.example.com"), ("Agent:Security:Schemes:jwt:Audiences:0", "agents"),
            ("Agent:Security:Requirements:0:key", ""), ("Agent:Security:Requirements:1:jwt", ""));

        var failure = await Calls.RefusedAsync(host, new AgentCredentials { new ApiKeyCredential(Secret.Of(Key)) { Scheme = "other" }, new ClientCertificateCredential("c", "k") });

        Assert.Equal(
            "Agent 'guarded', SendMessage: the agent asks for 'key' (an API key in the header 'X-API-Key'), or 'jwt' (HTTP Bearer); configured is an API key for 'other', a client certificate",
            failure.Message);
        Assert.Equal("UNAUTHENTICATED", failure.Error.Reason);
        Assert.Equal(RequestDelivery.NotSent, failure.Delivery);
    }

    [Fact]
    public async Task The_first_requirement_that_can_be_satisfied_is()
    {
        await using var host = await AgentHost.StartAsync(
            (Scheme + "Type", "apiKey"), (Scheme + "In", "header"), (Scheme + "Name", "X-API-Key"), (Scheme + "Keys:alice:Value", Key),
            ("Agent:Security:Schemes:jwt:Type", "bearer"), ("Agent:Security:Schemes:jwt:Issuer", "https://login.example.com"), ("Agent:Security:Schemes:jwt:Audiences:0", "agents"),
            ("Agent:Security:Requirements:0:jwt", ""), ("Agent:Security:Requirements:1:key", ""));

        Assert.Equal("hello", await Calls.SendAsync(host, new AgentCredentials { new ApiKeyCredential(Secret.Of(Key)) }));
    }

    [Fact]
    public async Task What_a_skill_requires_beyond_the_agent_goes_along()
    {
        await using var host = await Guarded.StartAsync();
        using var client = Calls.Client(host, new AgentCredentials
        {
            new ApiKeyCredential(Secret.Of(Guarded.Alice)) { Scheme = "key" },
            new ApiKeyCredential(Secret.Of(Guarded.Badge)) { Scheme = "badge" },
        });

        var answer = await client.SendMessageAsync(
            Message.FromUser("hello") with { Metadata = System.Text.Json.JsonElement.Parse("""{"skillId":"seal"}""") }, TestContext.Current.CancellationToken);

        Assert.Equal("sealed", answer.Task!.Artifacts[0].Parts[0].Text);
    }

    [Fact]
    public async Task An_agent_that_asks_for_nothing_gets_nothing()
    {
        await using var host = await AgentHost.StartAsync();
        var asked = false;

        Assert.Equal("hello", await Calls.SendAsync(host, new AgentCredentials { new ApiKeyCredential(Secret.From(_ => { asked = true; return new("key"); })) }));
        Assert.False(asked);
    }

    private static Task<AgentHost> KeyAgentAsync(string location, string name) => AgentHost.StartAsync(
        (Scheme + "Type", "apiKey"), (Scheme + "In", location), (Scheme + "Name", name.Replace(' ', '_')), (Scheme + "Keys:alice:Value", Key), ("Agent:Security:Requirements:0:key", ""));
}
