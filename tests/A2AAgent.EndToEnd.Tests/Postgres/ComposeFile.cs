using YamlDotNet.RepresentationModel;

namespace A2AAgent.EndToEnd.Tests.Postgres;

/// <summary>What a scaffold's docker-compose.yml says.</summary>
internal sealed class ComposeFile
{
    private readonly YamlMappingNode _root;

    public ComposeFile(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        _root = (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
    }

    public IReadOnlyCollection<string> Services => Names(Map("services"));

    public IReadOnlyCollection<string> Volumes => Names(Map("volumes"));

    public IReadOnlyDictionary<string, string> EnvironmentOf(string service) =>
        Map("services", service, "environment").Children.ToDictionary(static entry => Text(entry.Key), static entry => Text(entry.Value));

    public IReadOnlyList<string> ListOf(params IEnumerable<string> path) => [.. ((YamlSequenceNode)At(path)).Children.Select(Text)];

    public string TextOf(params IEnumerable<string> path) => Text(At(path));

    private YamlMappingNode Map(params IEnumerable<string> path) => (YamlMappingNode)At(path);

    private YamlNode At(params IEnumerable<string> path) => path.Aggregate((YamlNode)_root, static (node, name) => node[name]);

    private static string[] Names(YamlMappingNode map) => [.. map.Children.Keys.Select(Text)];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
