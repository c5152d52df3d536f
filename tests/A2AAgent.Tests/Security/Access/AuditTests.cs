using A2AAgent.Server.Diagnostics;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Matrix;

namespace A2AAgent.Tests.Security.Access;

/// <summary>What an auditor reads, and what nobody reads.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Failures_denials_and_new_tasks_are_events_of_one_category()
    {
        await using var host = await Guarded.StartAsync();
        var client = SecureBinding.Current[1];

        await client.CallAsync(host, "ListTasks", new { });
        await client.CallAsync(host, "ListTasks", new { }, Guarded.Key("wrong-key-9876543210"));
        await client.CallAsync(host, "SendMessage", TestJson.Text("approve", ""), Guarded.Key(Guarded.Bob));
        await client.CallAsync(host, "ListTasks", new { tenant = "globex" }, Guarded.Key(Guarded.Carol));
        var task = await Guarded.SendAsync(host, Guarded.Carol, "who");

        Assert.Equal(
            [
                "Credential missing: GET /tasks from 127.0.0.1",
                "Authentication failed: GET /tasks from 127.0.0.1: key: the API key is not known",
                "Denied: key|bob may not use skill approve: the scope expenses.approve is missing",
                "Denied: key|carol may not act for tenant globex: The credential belongs to another tenant.",
                $"Task {task.GetProperty("id").GetString()} created by key|carol of tenant 'acme' for skill who",
            ],
            Texts(host));
    }

    [Fact]
    public async Task What_callers_send_is_cut_short_and_stays_on_one_line()
    {
        await using var host = await Guarded.StartAsync();

        await SecureBinding.Current[1].CallAsync(host, "GetTask", new { id = "a\nAuthentication failed: forged" + new string('x', 1000) });

        var text = Assert.Single(Texts(host));
        Assert.DoesNotContain('\n', text);
        Assert.True(text.Length < 400, text);
    }

    [Fact]
    public async Task Who_is_denied_stays_on_one_line()
    {
        const string Dave = "dave-0123456789abcdef";
        await using var host = await Guarded.StartAsync(("Agent:Security:Schemes:key:Keys:da\nve:Value", Dave));

        await SecureBinding.Current[1].CallAsync(host, "SendMessage", TestJson.Text("approve", ""), Guarded.Key(Dave));

        Assert.Contains("Denied: key|da?ve may not use skill approve", Assert.Single(Texts(host)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("cookie")]
    [InlineData("header")]
    public async Task No_log_has_a_key(string location)
    {
        var scheme = ApiKeyCases.All.Single(scheme => scheme.Name.EndsWith(location, StringComparison.Ordinal));
        await using var host = await AgentHost.StartAsync([.. scheme.Settings]);
        foreach (var credential in scheme.Credentials)
        {
            await SecureBinding.Current[1].CallAsync(host, "ListTasks", new { }, credential.AddTo);
            await SecureBinding.Current[1].CallAsync(host, "SendMessage", TestJson.Text("fail", ""), credential.AddTo);
        }

        // What ASP.NET Core logs of a request, its query included, is at level Information of its own categories, which agents turn down.
        var own = host.Logs.Entries.Where(static entry => entry.Category.StartsWith("A2AAgent", StringComparison.Ordinal)).ToArray();
        Assert.Contains(own, static entry => entry.Category == Audit.Category);
        Assert.DoesNotContain(own, static entry => $"{entry.Text}{entry.Exception}".Contains("battery", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Texts(AgentHost host) =>
        host.Logs.Entries.Where(static entry => entry.Category == Audit.Category).Select(static entry => entry.Text);
}
