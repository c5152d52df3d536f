using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Bindings.V03;

/// <summary>The interface of 0.3 in the card.</summary>
internal static class V03Interface
{
    /// <summary>Adds it after the others, so that clients of 1.0 meet their own first.</summary>
    public static void AddTo(List<AgentInterface> interfaces, CompatibilityOptions options)
    {
        if (options.V03 && interfaces.Find(static item => item.ProtocolBinding == ProtocolBindings.JsonRpc) is { } current)
        {
            interfaces.Add(current with { ProtocolVersion = V03Binding.Version });
        }
    }

    public static AgentInterface? Of(Protocol.AgentCard card) =>
        card.SupportedInterfaces.FirstOrDefault(static item => item.ProtocolVersion == V03Binding.Version);
}
