using A2AAgent.Protocol;
using A2AAgent.Server.Operations;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>Completes the generated card with what only the running process knows: where it answers.</summary>
internal sealed class CardBuilder(AgentDefinition definition)
{
    /// <summary>The card as clients of a base URL see it.</summary>
    /// <param name="baseUrl">An absolute URL without a slash at its end.</param>
    public Protocol.AgentCard For(string baseUrl)
    {
        var interfaces = new List<AgentInterface>(2);
        if (definition.Bindings.HasFlag(AgentBindings.JsonRpc))
        {
            interfaces.Add(Interface($"{baseUrl}/", ProtocolBindings.JsonRpc));
        }

        if (definition.Bindings.HasFlag(AgentBindings.HttpJson))
        {
            interfaces.Add(Interface(baseUrl, ProtocolBindings.HttpJson));
        }

        return definition.Card with { SupportedInterfaces = interfaces };
    }

    private static AgentInterface Interface(string url, string binding) =>
        new() { Url = url, ProtocolBinding = binding, ProtocolVersion = Negotiation.Version };
}
