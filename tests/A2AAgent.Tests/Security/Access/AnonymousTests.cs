using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Security.Matrix;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Tests.Security.Access;

/// <summary>What callers whom nobody knows may do.</summary>
public sealed class AnonymousTests
{
    private static readonly (string Key, string Value)[] LetIn = [("Agent:Security:Requirements:0:key", ""), ("Agent:Security:Requirements:1", "")];

    [Fact]
    public async Task An_empty_requirement_lets_anonymous_callers_in_and_knows_the_others()
    {
        await using var host = await Guarded.StartAsync(LetIn);
        var client = new JsonRpcClient(host);

        var anonymous = await client.CallAsync("SendMessage", TestJson.Text("ask", ""));
        var known = await client.CallAsync("SendMessage", TestJson.Text("who", ""), Guarded.As(Guarded.Bob));

        Assert.Equal("TASK_STATE_INPUT_REQUIRED", anonymous.GetProperty("task").State());
        Assert.Equal("key:bob", Guarded.Text(known.GetProperty("task")));
    }

    [Fact]
    public async Task A_wrong_credential_is_refused_where_none_is_needed()
    {
        await using var host = await Guarded.StartAsync(LetIn);

        foreach (var binding in SecureBinding.Current)
        {
            Assert.Equal(401, (await binding.CallAsync(host, "ListTasks", new { }, Guarded.Key("who-knows-0123456789"))).Status);
        }
    }

    [Fact]
    public async Task A_skill_that_demands_a_credential_asks_an_anonymous_caller_for_it()
    {
        await using var host = await Guarded.StartAsync(LetIn);

        var answer = await SecureBinding.Current[0].CallAsync(host, "SendMessage", TestJson.Text("approve", ""));

        Assert.Equal(401, answer.Status);
        Assert.Contains(answer.Challenges, static challenge => challenge.StartsWith("ApiKey ", StringComparison.Ordinal));
    }

    [Fact]
    public void Outside_of_development_letting_anonymous_callers_in_must_be_said_twice()
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => Add(LetIn));
        Assert.Contains("Agent:Security:AllowAnonymous", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Agent:Security:Requirements", wrong.Message, StringComparison.Ordinal);

        Add([.. LetIn, ("Agent:Security:AllowAnonymous", "true")]);
        Add([]);
    }

    [Fact]
    public async Task The_card_and_health_are_public()
    {
        await using var host = await Guarded.StartAsync();

        Assert.True((await host.Client.GetAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        using var management = new HttpClient { BaseAddress = host.ManagementUrl };
        Assert.True((await management.GetAsync("/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    private static void Add((string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection([.. Guarded.Settings.Concat(settings).Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))]);
        builder.AddAgent<GuardedAgent>();
    }
}
