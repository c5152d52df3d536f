using System.Text.Json;

namespace A2AAgent.EndToEnd.Tests.Conformance;

internal static class Cards
{
    /// <summary>Whether the card offers a capability; left out means no.</summary>
    public static bool Capability(this JsonElement card, string name) =>
        card.GetProperty("capabilities").TryGetProperty(name, out var offered) && offered.GetBoolean();
}
