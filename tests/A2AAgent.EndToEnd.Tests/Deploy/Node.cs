using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>A place in a manifest, whether there is anything or not.</summary>
internal readonly record struct Node(YamlNode? Yaml)
{
    public bool Exists => Yaml is not null;

    public string? Text => (Yaml as YamlScalarNode)?.Value;

    public IEnumerable<Node> Items => ((Yaml as YamlSequenceNode)?.Children ?? []).Select(static child => new Node(child));

    public IEnumerable<string> Texts => Items.Select(static item => item.Text ?? "");

    public IEnumerable<KeyValuePair<string, Node>> Entries =>
        Yaml is YamlMappingNode map ? map.Children.Select(static entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value ?? "", new Node(entry.Value))) : [];

    public Node this[string key] => Entries.FirstOrDefault(entry => entry.Key == key).Value;

    public bool Is(string text) => Text == text;

    /// <summary>What a map of texts says.</summary>
    public IReadOnlyDictionary<string, string> ToTexts() => Entries.ToDictionary(static entry => entry.Key, static entry => entry.Value.Text ?? "");

    public int ToNumber() => int.Parse(Text!, CultureInfo.InvariantCulture);

    /// <summary>A quantity of Kubernetes in bytes.</summary>
    public long ToBytes() => Text switch
    {
        [.. var number, 'M', 'i'] => long.Parse(number, CultureInfo.InvariantCulture) << 20,
        [.. var number, 'K', 'i'] => long.Parse(number, CultureInfo.InvariantCulture) << 10,
        var number => long.Parse(number!, CultureInfo.InvariantCulture),
    };

    /// <summary>Everything in it, and itself.</summary>
    public IEnumerable<Node> All()
    {
        yield return this;
        foreach (var inner in Items.Concat(Entries.Select(static entry => entry.Value)).SelectMany(static child => child.All()))
        {
            yield return inner;
        }
    }
}
