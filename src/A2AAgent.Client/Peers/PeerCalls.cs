using A2AAgent.Client.Calls;
using A2AAgent.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Client.Peers;

/// <summary>The requests of one call: to one agent, or, for new work, to the next when that one cannot be reached.</summary>
internal sealed class PeerCalls(IPeers peers, AgentClientOptions options, CallSpan span)
{
    public CallSpan Span => span;

    private ILogger Logger => options.LoggerFactory.CreateLogger<AgentClient>();

    /// <summary>Makes a request.</summary>
    /// <returns>The agent that answered, and its answer.</returns>
    /// <exception cref="RemoteAgentException">No agent did.</exception>
    public async ValueTask<(AgentPeer Peer, TResult Result)> CallAsync<TRequest, TResult>(
        Operation<TRequest, TResult> operation, TRequest request, CallContext context, CancellationToken cancellationToken, AgentPeer? except = null)
    {
        var candidates = await peers.GetAsync(operation.Name, cancellationToken).ConfigureAwait(false);
        var next = except is null || candidates.Count == 1 ? candidates : [.. candidates.Where(peer => peer != except), except];
        var last = OperationTraits.StartsWork(operation.Name) && operation.Ids(request).Task.Length == 0 ? next.Count - 1 : 0;
        for (var i = 0; ; i++)
        {
            try
            {
                var result = await next[i].CallAsync(operation, request, context, span, cancellationToken).ConfigureAwait(false);
                peers.Prefer(next[i]);
                return (next[i], result);
            }
            catch (RemoteAgentException e) when (i < last && e is { Delivery: RequestDelivery.NotSent or RequestDelivery.Refused })
            {
                CallEvents.NextAgent(next[i + 1].Name, e);
                Log.NextAgent(Logger, e.Agent, operation.Name, next[i + 1].Name, e.Problem);
            }
        }
    }
}
