using System.Text;
using System.Text.Json;

namespace A2AAgent.Tests.BadInput.Wire;

/// <summary>What came back, as it was on the wire.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body, which must be JSON and nothing but JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? MediaType => Header("Content-Type")?.Split(';')[0];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public override string ToString() => $"{Status} {MediaType} {Text}";
}
