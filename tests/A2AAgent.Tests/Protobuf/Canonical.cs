using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace A2AAgent.Tests.Protobuf;

/// <summary>JSON text that is equal when the values are: members in their order, numbers as protobuf has them.</summary>
internal static class Canonical
{
    public static string Of(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject members => $"{{{string.Join(',', members.Select(member => $"{JsonValue.Create(member.Key).ToJsonString()}:{Of(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Of))}]",
        _ when value.GetValueKind() == JsonValueKind.Number => Number(value.ToJsonString()),
        _ => value.ToJsonString(),
    };

    public static string Of(string json) => Of(JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 256 }));

    private static string Number(string text) =>
        Math.Clamp(double.Parse(text, CultureInfo.InvariantCulture), double.MinValue, double.MaxValue).ToString("R", CultureInfo.InvariantCulture);
}
