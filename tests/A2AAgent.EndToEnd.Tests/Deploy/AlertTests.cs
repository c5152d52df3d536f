using System.Text.RegularExpressions;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>Recording rules and alerts count what the agent measures.</summary>
public sealed partial class AlertTests(RenderedManifests manifests)
{
    /// <summary>What Prometheus itself knows of a target.</summary>
    private const string Reachable = "up";

    [Fact]
    public async Task Rules_use_metrics_that_the_agent_has()
    {
        var recorded = (await RulesAsync()).Select(static rule => rule["record"].Text).OfType<string>().ToHashSet();
        var known = MetricNames(await File.ReadAllTextAsync(Telemetry("TelemetryNames.cs"), TestContext.Current.CancellationToken));

        var used = (await RulesAsync()).SelectMany(static rule => Metric().Matches(rule["expr"].Text!)).Select(static match => match.Value).Where(name => !recorded.Contains(name)).ToHashSet();

        Assert.NotEmpty(used);
        Assert.DoesNotContain(used, name => name != Reachable && !known.Contains(Suffix().Replace(name, "")));
    }

    [Fact]
    public async Task Labels_are_the_agents_tags_in_Prometheuss_spelling()
    {
        var known = TagNames(await File.ReadAllTextAsync(Telemetry("TelemetryNames.cs"), TestContext.Current.CancellationToken));

        var used = (await RulesAsync()).SelectMany(static rule => Label().Matches(rule["expr"].Text!)).Select(static match => match.Groups["name"].Value).ToHashSet();

        Assert.Contains("a2a_skill_id", used);
        Assert.Empty(used.Except([.. known, "namespace", "job", "pod", "le"]));
    }

    [Fact]
    public async Task What_counts_as_a_fault_of_the_agent_are_the_errors_with_a_status_of_500_or_more()
    {
        var table = await File.ReadAllTextAsync(Repository.PathOf("src", "A2AAgent.Protocol", "Errors", "AgentError.cs"), TestContext.Current.CancellationToken);
        var faults = FaultRow().Matches(table).Select(static match => match.Groups["reason"].Value).Order(StringComparer.Ordinal);

        var counted = (await RulesAsync()).SelectMany(static rule => ErrorTypes().Matches(rule["expr"].Text!)).Select(static match => match.Groups["reasons"].Value).Distinct();

        Assert.Equal(string.Join('|', faults), Assert.Single(counted));
    }

    [Fact]
    public async Task What_the_rules_read_of_calls_and_tasks_is_at_the_management_port()
    {
        await using var agent = await RunningAgent.StartAsync(InPlaceAgent.Command("--no-launch-profile"));
        using var client = new AgentClient(agent.Address);
        await client.SendAsync(Binding.HttpJson, Requests.CompleteReport);
        using var management = new HttpClient { BaseAddress = agent.Management };
        var lines = (await management.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).Split('\n');

        var ends = (await RulesAsync()).SelectMany(static rule => Bucket().Matches(rule["expr"].Text!)).Select(static match => match.Groups["end"].Value).Distinct();

        Assert.All(ends, end => Assert.Contains(lines, line => Has(line, "a2a_server_operation_duration_seconds_bucket{", "a2a_method_name=\"SendMessage\"", $"le=\"{end}\"")));
        Assert.Contains(lines, static line => Has(line, "a2a_server_operation_duration_seconds_count{", "a2a_method_name=\"SendMessage\""));
        Assert.Contains(lines, static line => Has(line, "a2a_task_duration_seconds_count{", "a2a_skill_id=\"validate-expense\"", "a2a_task_state=\"TASK_STATE_COMPLETED\""));
        Assert.Contains(lines, static line => Has(line, "a2a_task_stuck{", "a2a_skill_id=\"explain-policy\"", "} 0"));
    }

    [Fact]
    public async Task Alerts_wait_have_a_severity_and_say_what_to_do()
    {
        var alerts = (await RulesAsync()).Where(static rule => rule["alert"].Exists).ToList();

        Assert.NotEmpty(alerts);
        Assert.All(alerts, static alert =>
        {
            Assert.True(alert["for"].Exists && alert["labels"]["severity"].Text is "critical" or "warning");
            Assert.True(alert["annotations"]["summary"].Text!.Length > 10 && alert["annotations"]["description"].Text!.Length > 80, alert["alert"].Text);
        });
        Assert.Equal(
            ["A2AAgentAbsent", "A2AAgentErrors", "A2AAgentSlow", "A2APushDeadLetters", "A2ATasksFail", "A2ATasksStuck"],
            alerts.Select(static alert => alert["alert"].Text).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The long window says that it matters, the short one that it still goes on.</summary>
    [Fact]
    public async Task Error_budgets_are_watched_over_two_windows_that_are_recorded()
    {
        var rules = await RulesAsync();
        var recorded = rules.Select(static rule => rule["record"].Text).OfType<string>().ToHashSet();

        var burns = rules.Where(static rule => rule["alert"].Text is "A2AAgentErrors" or "A2AAgentSlow").Select(static rule => Recorded().Matches(rule["expr"].Text!).Select(static match => match.Value).ToList()).ToList();

        Assert.True(burns.Count >= 4);
        Assert.All(burns, burn => Assert.True(burn.Count == 2 && burn.Distinct().Count() == 2 && burn.TrueForAll(recorded.Contains), string.Join(' ', burn)));
    }

    [Fact]
    public async Task Rules_are_about_this_agent_alone() =>
        Assert.All(await RulesAsync(), static rule => Assert.Equal(Metric().Count(rule["expr"].Text!), rule["expr"].Text!.Split("job=~\".*/expense-agent\"").Length - 1));

    private static HashSet<string> MetricNames(string names) =>
        [.. MetricConstant().Matches(names).Select(static match => match.Groups["name"].Value.Replace('.', '_')), .. ExpositionConstant().Matches(names).Select(static match => match.Groups["name"].Value)];

    private static HashSet<string> TagNames(string names) => [.. MetricConstant().Matches(names).Select(static match => match.Groups["name"].Value.Replace('.', '_'))];

    private static bool Has(string line, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (!line.Contains(part, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static string Telemetry(string file) => Repository.PathOf("src", "A2AAgent.Protocol", "Diagnostics", file);

    private async Task<IReadOnlyList<Node>> RulesAsync() =>
        [.. (await manifests.OneAsync("prometheus")).Of("PrometheusRule").SelectMany(static one => one.Spec["groups"].Items).SelectMany(static group => group["rules"].Items)];

    /// <summary>A name before its labels: what a rule reads.</summary>
    [GeneratedRegex(@"[a-z_][a-z0-9_:]*(?=\{)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();

    [GeneratedRegex("(_seconds_(bucket|count|sum)|_seconds|_total)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Suffix();

    [GeneratedRegex(@"(?<=[{,(]\s?)(?<name>[a-z][a-z0-9_]*)(?=\s?(=|!|,|\)))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();

    [GeneratedRegex("error_type=~\"(?<reasons>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorTypes();

    [GeneratedRegex("le=\"(?<end>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bucket();

    [GeneratedRegex(@"[a-z_]+:[a-z0-9_]+:[a-z0-9_]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Recorded();

    [GeneratedRegex("""
        new\("(?<reason>[A-Z_]+)", -\d+, 5\d\d
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FaultRow();

    [GeneratedRegex("const string \\w+ = \"(?<name>(a2a|error)\\.[a-z0-9_.]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetricConstant();

    [GeneratedRegex("const string \\w+ = \"(?<name>a2a_[a-z0-9_]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExpositionConstant();
}
