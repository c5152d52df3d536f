using System.Text.Json;
using System.Text.Json.Serialization;

namespace A2AAgent.ChainAgents;

/// <summary>What an employee wants back.</summary>
internal sealed record Claim(string Employee, int Travel, int Meals, int Steps);

/// <summary>What the policy says of it.</summary>
internal sealed record Verdict(int Total, bool IsWithinPolicy);

/// <summary>A step of the assessment, and which process made it.</summary>
internal sealed record Assessment(int Step, int Score, int Process);

/// <summary>What comes of a claim.</summary>
internal sealed record Settlement(int Total, bool IsWithinPolicy, int Score, int Steps);

/// <summary>What the ledger adds.</summary>
internal sealed record Terms(int A, int B);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Claim))]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(Assessment))]
[JsonSerializable(typeof(Settlement))]
[JsonSerializable(typeof(Terms))]
internal sealed partial class ChainJson : JsonSerializerContext
{
    public static JsonElement ToJson(Terms terms) => JsonSerializer.SerializeToElement(terms, Default.Terms);
}
