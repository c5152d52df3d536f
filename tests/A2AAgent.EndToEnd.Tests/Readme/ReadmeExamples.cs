using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Readme;

/// <summary>A request of the README, and the part of the answer shown below it that is the same each time.</summary>
internal sealed record ReadmeExample(string Path, string Body, string Essence);

/// <summary>The requests that the README shows, so that it cannot say what is no longer true.</summary>
internal static partial class ReadmeExamples
{
    public static IReadOnlyList<ReadmeExample> Requests { get; } = Read(File.ReadAllText(Repository.PathOf("README.md")));

    private static List<ReadmeExample> Read(string readme) => [.. Curl().Matches(readme).Select(match =>
        new ReadmeExample(match.Groups["path"].Value, match.Groups["body"].Value, Essence(match.Groups["answer"].Value)))];

    /// <summary>The outputs: identifiers and times differ from run to run.</summary>
    private static string Essence(string answer) => answer.TrimStart().StartsWith("data:", StringComparison.Ordinal)
        ? FirstChunk().Match(answer).Value
        : Output(JsonNode.Parse(answer)!).ToJsonString();

    private static JsonNode Output(JsonNode answer)
    {
        var task = (answer["result"] ?? answer)["task"]!;
        return task["artifacts"]?[0]!["parts"] ?? task["status"]!["message"]!["parts"]!;
    }

    [GeneratedRegex("""
        ```sh\ncurl [^`]*?http://localhost:8080(?<path>/[^\s']*)[^`]*?-d '(?<body>[^']*)'\n```\n[^`]*```(json|text)\n(?<answer>[^`]*)```
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Curl();

    [GeneratedRegex("""
        "parts":\[\{"text":"[^"]+"\}\]
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstChunk();
}
