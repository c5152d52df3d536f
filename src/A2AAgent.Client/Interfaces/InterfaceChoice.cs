using System.Globalization;
using A2AAgent.Client.Transports;

namespace A2AAgent.Client.Interfaces;

/// <summary>Chooses the interfaces of a card that this client speaks, in the order of the card (specification, section 8.3.2).</summary>
internal static class InterfaceChoice
{
    private const string Major = "1";
    private const int MostNamed = 8;

    public static IEnumerable<AgentInterface> Of(AgentCard card, IList<string> bindings) =>
        card.SupportedInterfaces.Where(one => Speaks(one.ProtocolVersion) && bindings.Contains(one.ProtocolBinding, StringComparer.OrdinalIgnoreCase));

    /// <summary>Why there is none.</summary>
    public static string Describe(AgentCard card, IList<string> bindings)
    {
        var offered = string.Join(", ", card.SupportedInterfaces.Take(MostNamed).Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.ProtocolBinding} {one.ProtocolVersion} at {one.Url}")));
        return $"there is no interface that both sides speak: its card offers {(offered.Length > 0 ? offered : "none")}, and this client speaks {string.Join(", ", bindings.Where(TransportFactory.Speaks))} of version {Major}";
    }

    private static bool Speaks(string version) => version == Major || version.StartsWith(Major + ".", StringComparison.Ordinal);
}
