using System.Text.Json;

namespace A2AAgent.Client.Cards;

/// <summary>Recognizes the cards of earlier protocol versions.</summary>
internal static class EarlierVersion
{
    /// <summary>The version that a card is of; null for one that is none.</summary>
    public static string? Find(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var card = JsonDocument.Parse(json);
            return card.RootElement.ValueKind == JsonValueKind.Object && !card.RootElement.TryGetProperty("supportedInterfaces"u8, out _) ? Of(card.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Describe(string version) =>
        $"it speaks A2A {version} only, and this client speaks 1.0: update the agent, or have it serve 1.0 beside the earlier version";

    private static string? Of(JsonElement card)
    {
        if (card.TryGetProperty("protocolVersion"u8, out var version) && version.ValueKind == JsonValueKind.String && version.GetString() is { Length: > 0 and < 16 } text)
        {
            return text;
        }

        return card.TryGetProperty("url"u8, out _) && card.TryGetProperty("skills"u8, out _) ? "before 0.3" : null;
    }
}
