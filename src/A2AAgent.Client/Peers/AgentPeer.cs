using A2AAgent.Client.Calls;
using A2AAgent.Client.Cards;
using A2AAgent.Client.Diagnostics;
using A2AAgent.Client.Interfaces;
using A2AAgent.Client.Resilience;
using A2AAgent.Client.Transports;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Client.Peers;

/// <summary>One agent at one address: its card, the ways to it, and its circuit breaker.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class AgentPeer : IDisposable
{
    private readonly ILogger _logger;
    private readonly CardSource _cards;
    private readonly RouteTable _routes;
    private readonly CallPolicy _policy;

    public AgentPeer(string name, AgentAddress address, AgentClientOptions options, HttpMessageInvoker http)
    {
        (Name, Address) = (name, address);
        _logger = options.LoggerFactory.CreateLogger<AgentClient>();
        var failures = new Failures(name);
        _cards = new CardSource(address, options, http, failures, _logger);
        _routes = new RouteTable(address, options, http, failures);
        _policy = new CallPolicy(options.Resilience, options.Time, failures, _logger);
    }

    /// <summary>What errors, logs and traces call it.</summary>
    public string Name { get; }

    public AgentAddress Address { get; }

    /// <summary>True while it is not called because it fails.</summary>
    public bool IsResting => _policy.IsOpen;

    /// <summary>Its card, as it is now.</summary>
    /// <exception cref="RemoteAgentException">There is none, or none to be trusted.</exception>
    public ValueTask<AgentCard> GetCardAsync(CancellationToken cancellationToken) => _cards.GetAsync(cancellationToken);

    /// <summary>Makes a call, over whichever interface reaches the agent.</summary>
    /// <exception cref="RemoteAgentException">It failed.</exception>
    public ValueTask<TResult> CallAsync<TRequest, TResult>(
        Operation<TRequest, TResult> operation, TRequest request, CallContext context, CallSpan span, CancellationToken cancellationToken) =>
        _policy.CallAsync(operation.Name, static (call, ct) => call.Peer.AttemptAsync(call, ct), new Call<TRequest, TResult>(this, operation, request, context, span), cancellationToken);

    public void Dispose() => _cards.Dispose();

    private async ValueTask<TResult> AttemptAsync<TRequest, TResult>(Call<TRequest, TResult> call, CancellationToken cancellationToken)
    {
        var card = await _cards.GetAsync(cancellationToken).ConfigureAwait(false);
        var routes = _routes.For(card, call.Operation.Name);
        var route = routes.First;
        for (var left = routes.Count - 1; ; left--)
        {
            try
            {
                call.Span.Goes(card, route);
                var request = call.Operation.WithTenant(call.Request, route.Interface.Tenant);
                var result = await call.Operation.Invoke(route.Agent, request, call.Context, cancellationToken).ConfigureAwait(false);
                routes.Prefer(route);
                return result;
            }
            catch (RemoteAgentException e) when (e.Delivery == RequestDelivery.NotSent && e.Error != AgentError.Unauthenticated)
            {
                if (left == 0)
                {
                    // Perhaps it has moved: the card may know.
                    _cards.Expire();
                    throw;
                }

                var next = routes.After(route);
                CallEvents.NextInterface(next.Interface.ProtocolBinding, e);
                Log.NextInterface(_logger, Name, route.Interface.ProtocolBinding, e.Problem);
                route = next;
            }
        }
    }

    private readonly record struct Call<TRequest, TResult>(AgentPeer Peer, Operation<TRequest, TResult> Operation, TRequest Request, CallContext Context, CallSpan Span);
}
