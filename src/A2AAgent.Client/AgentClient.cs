using A2AAgent.Client.Calls;
using A2AAgent.Client.Diagnostics;
using A2AAgent.Client.Directory;
using A2AAgent.Client.Hosting;
using A2AAgent.Client.Peers;
using A2AAgent.Client.Resilience;
using A2AAgent.Client.Streams;
using A2AAgent.Client.Transports.Http;

namespace A2AAgent.Client;

/// <summary>
/// Calls an agent: all operations of the protocol, over the first interface that both sides speak (specification, section 8.3.2), with
/// time-outs, retries where they are safe, and streams that survive broken connections.
/// </summary>
/// <remarks>
/// Thread-safe; make one per agent and keep it: it holds the card, the connections and the circuit breaker. Every failure of a call is a
/// <see cref="RemoteAgentException"/>; canceling is an <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed partial class AgentClient : IAgentService, IDisposable
{
    private readonly AgentClientOptions _options;
    private readonly HttpMessageInvoker _http;
    private readonly IPeers _peers;

    /// <summary>Makes a client that fetches the card with its first call.</summary>
    /// <param name="address">Where the agent is.</param>
    /// <param name="options">How it is called; null for the defaults.</param>
    public AgentClient(AgentAddress address, AgentClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        _options = Checked(options);
        _http = HttpHandlers.Make(_options);
        _peers = new OnePeer(new AgentPeer(_options.Name ?? address.Url.GetLeftPart(UriPartial.Path), address, _options, _http));
    }

    /// <summary>Makes a client of whichever agents a directory finds.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="query">What the agents must have.</param>
    /// <param name="options">How they are called; null for the defaults.</param>
    public AgentClient(IAgentDirectory directory, AgentQuery query, AgentClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(query);
        _options = Checked(options);
        _http = HttpHandlers.Make(_options);
        _peers = new DirectoryPeers(_options.Name ?? query.ToString(), directory, query, _options, _http);
    }

    /// <summary>Makes a client and fetches the card.</summary>
    /// <param name="url">The agent's base address, below which its card is at <c>.well-known/agent-card.json</c>, or the card itself (<c>….json</c>).</param>
    /// <param name="options">How the agent is called; null for the defaults.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The address is not an absolute http or https URL.</exception>
    /// <exception cref="RemoteAgentException">There is no card, none to be trusted, or none of this version of the protocol.</exception>
    public static Task<AgentClient> ConnectAsync(Uri url, AgentClientOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(new AgentAddress(url), options, cancellationToken);

    /// <summary>Makes a client and fetches the card.</summary>
    /// <param name="address">Where the agent is.</param>
    /// <param name="options">How the agent is called; null for the defaults.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RemoteAgentException">There is no card, none to be trusted, or none of this version of the protocol.</exception>
    public static async Task<AgentClient> ConnectAsync(AgentAddress address, AgentClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        var client = new AgentClient(address, options);
        try
        {
            await client.GetCardAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The card of the agent that is called first, as it is now: the first one whose card can be had.</summary>
    /// <exception cref="RemoteAgentException">There is none, or none to be trusted.</exception>
    public async ValueTask<AgentCard> GetCardAsync(CancellationToken cancellationToken = default)
    {
        var peers = await _peers.GetAsync("fetching the Agent Card", cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            try
            {
                return await peers[i].GetCardAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (RemoteAgentException e) when (i < peers.Count - 1 && e.Delivery == RequestDelivery.NotSent)
            {
                // Calls go to the next one as well.
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync(Operations.SendMessage, request, context, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// A connection that breaks is made again (SubscribeToTask), and the events go on where they stopped: none comes twice, and what was
    /// added to artifacts meanwhile comes as one event. Status updates that came and went meanwhile are not made up.
    /// </remarks>
    public ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        StreamAsync(Operations.SendStreamingMessage, request, context, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync(Operations.GetTask, request, context, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync(Operations.ListTasks, request, context, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync(Operations.CancelTask, request, context, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>It survives broken connections like <see cref="SendStreamingMessageAsync(SendMessageRequest, CallContext, CancellationToken)"/>.</remarks>
    public ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        StreamAsync(Operations.SubscribeToTask, request, context, message: null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync(Operations.CreateTaskPushNotificationConfig, request, context, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync(Operations.GetTaskPushNotificationConfig, request, context, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync(Operations.ListTaskPushNotificationConfigs, request, context, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        await CallAsync(Operations.DeleteTaskPushNotificationConfig, request, context, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync(Operations.GetExtendedAgentCard, request, context, cancellationToken);

    /// <summary>Closes its connections.</summary>
    public void Dispose()
    {
        _peers.Dispose();
        _http.Dispose();
    }

    private static AgentClientOptions Checked(AgentClientOptions? options)
    {
        var given = options ?? new AgentClientOptions();
        ResilienceRules.Check(given.Resilience, static (name, problem) => new ArgumentOutOfRangeException(name, problem));
        HeaderRules.Check(given.Headers, static (name, problem) => new ArgumentOutOfRangeException(name, $"This header {problem}"));
        return given.MaxResponseBytes > 0 ? given : throw new ArgumentException($"{nameof(given.MaxResponseBytes)} is {given.MaxResponseBytes}; it must be more than 0.", nameof(options));
    }

    private async ValueTask<TResult> CallAsync<TRequest, TResult>(Operation<TRequest, TResult> operation, TRequest request, CallContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var span = CallSpan.Start(operation.Name, _peers.Name, operation.Ids(request));
        try
        {
            var result = _peers.Only is { } only
                ? await only.CallAsync(operation, request, context, span, cancellationToken).ConfigureAwait(false)
                : (await new PeerCalls(_peers, _options, span).CallAsync(operation, request, context, cancellationToken).ConfigureAwait(false)).Result;
            span.Answered(result);
            return result;
        }
        catch (Exception e)
        {
            span.Failed(e);
            throw;
        }
        finally
        {
            span.End();
        }
    }

    private async ValueTask<IAsyncEnumerable<StreamEvent>> StreamAsync<TRequest>(
        Operation<TRequest, IAsyncEnumerable<StreamEvent>> operation, TRequest request, CallContext context, SendMessageRequest? message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ids = operation.Ids(request);
        var span = CallSpan.Start(operation.Name, _peers.Name, ids);
        var calls = new PeerCalls(_peers, _options, span);
        try
        {
            var (peer, events) = await calls.CallAsync(operation, request, context, cancellationToken).ConfigureAwait(false);
            return new ResumingStream(calls, context, message, ids, _options).ReadAsync(peer, events, cancellationToken);
        }
        catch (Exception e)
        {
            span.Failed(e);
            span.End();
            throw;
        }
    }
}
