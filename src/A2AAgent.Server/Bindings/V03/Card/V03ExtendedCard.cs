using A2AAgent.Protocol;

namespace A2AAgent.Server.Bindings.V03.Card;

/// <summary>The card for authenticated clients.</summary>
internal static class V03ExtendedCard
{
    public static async ValueTask<Protocol.AgentCard> GetAsync(V03Call call, GetExtendedAgentCardRequest request)
    {
        try
        {
            return await call.Service.GetExtendedAgentCardAsync(request, call.Context, call.Aborted);
        }
        catch (AgentException e) when (ReferenceEquals(e.Error, AgentError.UnsupportedOperation))
        {
            // 0.3 has one error for "has none", whatever the card says.
            throw new AgentException(AgentError.ExtendedAgentCardNotConfigured, e.Message, e);
        }
    }
}
