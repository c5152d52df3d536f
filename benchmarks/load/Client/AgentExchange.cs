using A2AAgent.Client;
using A2AAgent.Protocol;

namespace A2AAgent.Load.Client;

/// <summary>By the client: the request is written, the answer read as records, with all that the client does beside.</summary>
internal sealed class AgentExchange(AgentClient client) : IExchange
{
    public async Task CallAsync()
    {
        var answer = await client.SendMessageAsync(Echo.Request, new CallContext(), CancellationToken.None).ConfigureAwait(false);
        Echo.Require(answer.Message is { Parts: [{ Text: Echo.Text }] });
    }
}
