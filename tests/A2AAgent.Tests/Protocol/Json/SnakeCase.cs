using System.Text.RegularExpressions;

namespace A2AAgent.Tests.Protocol.Json;

internal static partial class SnakeCase
{
    /// <summary>Renames every field of the JSON text; maps and metadata in the samples have no capitals in their keys.</summary>
    public static string Of(string json) =>
        FieldName().Replace(json, field => Capital().Replace(field.Value, capital => "_" + char.ToLowerInvariant(capital.Value[0])));

    [GeneratedRegex("\"[A-Za-z0-9]+\"\\s*:", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldName();

    [GeneratedRegex("[A-Z]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capital();
}
