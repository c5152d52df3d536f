using YamlDotNet.RepresentationModel;

namespace A2AAgent.EndToEnd.Tests.Scaffolds;

/// <summary>The GitHub workflow of a scaffold.</summary>
internal sealed class Workflow
{
    private readonly YamlMappingNode _root;

    public Workflow(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        _root = (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
    }

    public IReadOnlyList<string> Jobs => [.. Map(_root, "jobs").Children.Keys.Select(static key => key.ToString())];

    public IReadOnlyDictionary<string, string> Environment(string job) => Texts(Map(_root, "jobs", job, "env"));

    /// <summary>The steps with a script, in order.</summary>
    public IReadOnlyList<WorkflowStep> Steps(string job) =>
    [
        .. ((YamlSequenceNode)Map(_root, "jobs", job)["steps"]).Children.Cast<YamlMappingNode>().Where(static step => step.Children.ContainsKey("run")).Select(static step =>
            new WorkflowStep(step["name"].ToString(), step["run"].ToString(), step.Children.ContainsKey("env") ? Texts((YamlMappingNode)step["env"]) : new Dictionary<string, string>(StringComparer.Ordinal))),
    ];

    private static YamlMappingNode Map(YamlNode node, params IEnumerable<string> path) => (YamlMappingNode)path.Aggregate(node, static (at, name) => at[name]);

    private static Dictionary<string, string> Texts(YamlMappingNode map) =>
        map.Children.ToDictionary(static entry => entry.Key.ToString(), static entry => entry.Value.ToString(), StringComparer.Ordinal);
}

/// <summary>A step of a job.</summary>
internal sealed record WorkflowStep(string Name, string Script, IReadOnlyDictionary<string, string> Environment);
