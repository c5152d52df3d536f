using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using A2AAgent.Client;
using A2AAgent.Mcp;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Mcp;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>The rules, alerts and the dashboard that users deploy ask for what the agent measures.</summary>
public sealed partial class DeployedRulesTests
{
    /// <summary>In milliseconds: no file is so long.</summary>
    private const int Longest = 30_000;

    private static readonly string[] OfPrometheus = ["job", "namespace", "pod", "le", "instance"];

    [Fact]
    public async Task Every_metric_label_and_bucket_of_the_rules_is_there()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        var client = new HttpJsonClient(host);
        await client.CallAsync("SendMessage", TestJson.Text("echo", "x", configuration: new { taskPushNotificationConfig = new { url = receiver.Url } }));
        await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("GetTask", new { id = "nobody's" }));
        using var card = await host.GetAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);
        await CallOthersAsync();
        var read = await host.ScrapeUntilAsync(static read => read.Calls("rest") == 2 && read.Families.ContainsKey("a2a_push_delivery_duration_seconds"));

        var asked = Rules().Concat(Queries().Select(static query => query.Expression)).SelectMany(static text => Selectors().Matches(text)).ToList();

        Assert.True(asked.Count > 10, "The rules ask for metrics.");
        Assert.All(asked, selector => Check(read, selector.Groups["metric"].Value, selector.Groups["labels"].Value));
        Assert.All(Queries(), query => CheckGroups(read, query.Expression, query.Legend));
    }

    [Fact]
    public async Task The_dashboard_shows_everything_that_is_measured()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("echo", "x", configuration: new { taskPushNotificationConfig = new { url = receiver.Url } }));
        using var card = await host.GetAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);
        await CallOthersAsync();
        var read = await host.ScrapeUntilAsync(static read => read.Calls("rest") == 1 && read.Families.ContainsKey("a2a_push_delivery_duration_seconds"));
        var shown = Queries().SelectMany(static query => Selectors().Matches(query.Expression)).Select(static selector => selector.Groups["metric"].Value).ToHashSet(StringComparer.Ordinal);

        var measured = read.Families.Keys.Where(static name => OfAgents().IsMatch(name) && name != TelemetryNames.AgentInfo).ToList();

        Assert.All(measured, name => Assert.Contains(shown, metric => metric.StartsWith(name, StringComparison.Ordinal)));
        foreach (var instrument in new[]
        {
            TelemetryNames.OperationDuration, TelemetryNames.TaskDuration, TelemetryNames.TimeInState, TelemetryNames.ActiveTasks, TelemetryNames.StuckTasks,
            TelemetryNames.CardRequests, TelemetryNames.StoredTasks, TelemetryNames.PushDuration, TelemetryNames.PushDeadLetters, TelemetryNames.PushPending, TelemetryNames.ClientOperationDuration,
            McpTelemetryNames.OperationDuration,
        })
        {
            Assert.Contains(measured, name => name.StartsWith(instrument.Replace('.', '_'), StringComparison.Ordinal));
        }
    }

    /// <summary>A call to an agent and one to an MCP server; both fail, for a label that only such calls have.</summary>
    private static async Task CallOthersAsync()
    {
        var options = new AgentClientOptions { Name = "nobody" };
        options.Resilience.MaxRetries = 0;
        using var client = new AgentClient(new AgentAddress(new Uri("http://127.0.0.1:9")), options);
        await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.SendMessageAsync("x", TestContext.Current.CancellationToken));
        await using var tools = Tools.Of("http://127.0.0.1:9/mcp");
        await Assert.ThrowsAsync<McpToolException>(() => tools.Server.CallAsync("get-sum", cancellationToken: TestContext.Current.CancellationToken));
    }

    private static void Check(Exposition read, string metric, string labels)
    {
        var samples = Samples(read, metric);
        Assert.True(samples.Count > 0, $"{metric} is not measured");
        foreach (Match label in Labels().Matches(labels))
        {
            var (name, value) = (label.Groups["name"].Value, label.Groups["value"].Value);
            CheckLabel(samples, metric, name);
            Assert.True(name != "le" || samples.Exists(sample => sample.Labels["le"] == value), $"{metric} has no bucket {value}");
        }
    }

    /// <summary>What a query groups by is measured of what it asks for, and its lines are named by nothing else.</summary>
    private static void CheckGroups(Exposition read, string expression, string legend)
    {
        var groups = Groups().Matches(expression).SelectMany(static by => by.Groups["names"].Value.Split(", ")).ToHashSet(StringComparer.Ordinal);
        foreach (var metric in Selectors().Matches(expression).Select(static selector => selector.Groups["metric"].Value))
        {
            Assert.All(groups, name => CheckLabel(Samples(read, metric), metric, name));
        }

        Assert.All(Named().Matches(legend), name => Assert.Contains(name.Groups["name"].Value, groups));
    }

    private static void CheckLabel(List<Exposition.Sample> samples, string metric, string name) =>
        Assert.True(OfPrometheus.Contains(name) || samples.Exists(sample => sample.Labels.ContainsKey(name)), $"{metric} has no label {name}");

    private static List<Exposition.Sample> Samples(Exposition read, string metric) =>
        [.. read.Families.Values.SelectMany(static family => family.Samples).Where(sample => sample.Name == metric)];

    private static IEnumerable<string> Rules() => Directory.GetFiles(Folder(), "*.yaml").Select(File.ReadAllText);

    private static IEnumerable<(string Expression, string Legend)> Queries() =>
        from panel in JsonElement.Parse(File.ReadAllText(Path.Combine(Folder(), "dashboard.json"))).GetProperty("panels").EnumerateArray()
        from target in panel.GetProperty("targets").EnumerateArray()
        select (target.GetProperty("expr").GetString()!, target.GetProperty("legendFormat").GetString()!);

    private static string Folder()
    {
        var root = typeof(DeployedRulesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static one => one.Key == "RepositoryRoot").Value!;
        return Path.Combine(root, "template", "deploy", "components", "prometheus");
    }

    /// <summary>Names with a colon are those that rules record.</summary>
    [GeneratedRegex("(?<![:a-z_])(?<metric>(a2a|mcp)_[a-z_]+)\\{(?<labels>[^}]*)\\}", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Selectors();

    [GeneratedRegex("(?<name>[a-z0-9_]+)(=|!=|=~|!~)\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Labels();

    [GeneratedRegex("^(a2a|mcp)_", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex OfAgents();

    [GeneratedRegex(" by \\((?<names>[a-z0-9_, ]+)\\)", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Groups();

    [GeneratedRegex("\\{\\{(?<name>[a-z0-9_]+)\\}\\}", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Named();
}
