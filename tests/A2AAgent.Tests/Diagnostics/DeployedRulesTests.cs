using System.Reflection;
using System.Text.RegularExpressions;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>The rules and alerts that users deploy ask for what the agent measures.</summary>
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
        var read = await host.ScrapeUntilAsync(static read => read.Calls("rest") == 2 && read.Families.ContainsKey("a2a_push_delivery_duration_seconds"));

        var asked = Files().SelectMany(static file => Selectors().Matches(File.ReadAllText(file))).ToList();

        Assert.True(asked.Count > 10, "The rules ask for metrics.");
        Assert.All(asked, selector => Check(read, selector.Groups["metric"].Value, selector.Groups["labels"].Value));
    }

    private static void Check(Exposition read, string metric, string labels)
    {
        var samples = read.Families.Values.SelectMany(static family => family.Samples).Where(sample => sample.Name == metric).ToList();
        Assert.True(samples.Count > 0, $"{metric} is not measured");
        foreach (Match label in Labels().Matches(labels))
        {
            var (name, value) = (label.Groups["name"].Value, label.Groups["value"].Value);
            Assert.True(OfPrometheus.Contains(name) || samples.Exists(sample => sample.Labels.ContainsKey(name)), $"{metric} has no label {name}");
            Assert.True(name != "le" || samples.Exists(sample => sample.Labels["le"] == value), $"{metric} has no bucket {value}");
        }
    }

    private static string[] Files()
    {
        var root = typeof(DeployedRulesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static one => one.Key == "RepositoryRoot").Value!;
        return Directory.GetFiles(Path.Combine(root, "template", "deploy", "components", "prometheus"), "*.yaml");
    }

    /// <summary>Names with a colon are those that rules record.</summary>
    [GeneratedRegex("(?<![:a-z_])(?<metric>a2a_[a-z_]+)\\{(?<labels>[^}]*)\\}", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Selectors();

    [GeneratedRegex("(?<name>[a-z0-9_]+)(=|!=|=~|!~)\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Labels();
}
