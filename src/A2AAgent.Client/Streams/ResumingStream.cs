using System.Diagnostics;
using System.Runtime.CompilerServices;
using A2AAgent.Client.Calls;
using A2AAgent.Client.Diagnostics;
using A2AAgent.Client.Peers;
using A2AAgent.Client.Resilience;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Client.Streams;

/// <summary>
/// The events of a task over as many connections as it takes: a stream that breaks before its end is joined again (specification, section
/// 3.1.6), or finished with the task as it is when that has ended meanwhile.
/// </summary>
/// <param name="calls">Makes the requests.</param>
/// <param name="context">The parameters of the call.</param>
/// <param name="message">The message that began the stream; null for a stream that was joined.</param>
/// <param name="ids">What the stream is about.</param>
/// <param name="options">How often to try.</param>
internal sealed class ResumingStream(PeerCalls calls, CallContext context, SendMessageRequest? message, CallIds ids, AgentClientOptions options)
{
    /// <summary>A day, the longest pause that may be set, doubled more often would be no time any more.</summary>
    private const int MostDoublings = 20;

    /// <summary>A connection that held so long was no attempt in vain: some agents and proxies end streams that are silent, about once a minute.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = options.LoggerFactory.CreateLogger<AgentClient>();
    private StreamPosition _position = new();
    private int _attempts;
    private long _joining;
    private bool _isSentAgain;

    private ResilienceOptions Resilience => options.Resilience;

    /// <summary>A stream that was asked for by sending ends when its task needs the client, too.</summary>
    private bool IsAtEnd => _position.HasReply || (_position.State is { } state && (message is null ? state.IsTerminal() : state.IsSettled()));

    public async IAsyncEnumerable<StreamEvent> ReadAsync(AgentPeer peer, IAsyncEnumerable<StreamEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var current = new Connection(peer, [], events.GetAsyncEnumerator(cancellationToken));
        try
        {
            while (true)
            {
                foreach (var item in current.Before)
                {
                    _attempts = 0;
                    calls.Span.Answered(item);
                    yield return item;
                }

                while (!IsAtEnd && await NextAsync(current, cancellationToken).ConfigureAwait(false) is { } item)
                {
                    yield return item;
                }

                await current.DisposeAsync().ConfigureAwait(false);
                if (IsAtEnd)
                {
                    break;
                }

                current = await ResumeAsync(current, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await current.DisposeAsync().ConfigureAwait(false);
            calls.Span.End();
        }
    }

    /// <summary>The next event; null when the connection brings no more, for which <see cref="Connection.Failure"/> has the reason.</summary>
    private async ValueTask<StreamEvent?> NextAsync(Connection current, CancellationToken cancellationToken)
    {
        try
        {
            while (current.Events is { } events && await events.MoveNextAsync().ConfigureAwait(false))
            {
                var item = events.Current;
                _attempts = 0;
                _position.Read(item);
                calls.Span.Answered(item);
                return item;
            }

            current.Failure ??= new RemoteAgentException(AgentError.Unavailable, current.Peer.Name, Name, RequestDelivery.Unknown, "its stream ended before the task did") { IsTransient = true };
            return null;
        }
        catch (RemoteAgentException e) when (e.IsTransient)
        {
            current.Failure = e;
            return null;
        }
        catch (RemoteAgentException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(e);
        }
        catch (Exception e)
        {
            calls.Span.Failed(cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : e);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private string Name => message is null ? Operations.SubscribeToTask.Name : Operations.SendStreamingMessage.Name;

    private string TaskId => _position.TaskId.Length > 0 ? _position.TaskId : ids.Task;

    /// <summary>Joins the task again, in the context of the span: what is sent now belongs to it.</summary>
    private async ValueTask<Connection> ResumeAsync(Connection broken, CancellationToken cancellationToken)
    {
        Activity.Current = calls.Span.Activity ?? Activity.Current;
        var failure = broken.Failure!;
        if (broken.IsJoined && options.Time.GetElapsedTime(_joining) >= Steady)
        {
            _attempts = 0;
        }

        try
        {
            if (TaskId.Length == 0)
            {
                // Nobody knows whether there is a task: the message is sent again only where its work may be done twice.
                throw failure;
            }

            return await JoinAgainAsync(broken.Peer, failure, cancellationToken).ConfigureAwait(false);
        }
        catch (RemoteAgentException e) when (CanSendAgain(e))
        {
            return await SendAgainAsync(broken.Peer, e, cancellationToken).ConfigureAwait(false);
        }
        catch (RemoteAgentException e)
        {
            throw Failed(e);
        }
        catch (Exception e)
        {
            calls.Span.Failed(e);
            throw;
        }
    }

    /// <summary>Joins until it works or was tried often enough. An agent that starts again takes a while.</summary>
    private async ValueTask<Connection> JoinAgainAsync(AgentPeer peer, RemoteAgentException failure, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_attempts++ >= Resilience.MaxStreamResumes)
            {
                throw Lost(failure);
            }

            CallEvents.StreamResumed(calls.Span.Activity, failure, _attempts);
            Log.StreamResumed(_logger, failure.Agent, TaskId, failure.Problem);
            await Task.Delay(Pause(failure), options.Time, cancellationToken).ConfigureAwait(false);
            _joining = options.Time.GetTimestamp();
            try
            {
                return await JoinAsync(peer, cancellationToken).ConfigureAwait(false);
            }
            catch (RemoteAgentException e) when (e.IsTransient && !CanSendAgain(e))
            {
                failure = e;
            }
        }
    }

    private TimeSpan Pause(RemoteAgentException failure)
    {
        var backoff = _attempts <= 1 ? TimeSpan.Zero : Resilience.RetryDelay * Math.Pow(2, Math.Min(_attempts - 2, MostDoublings));
        var pause = failure.RetryAfter is { } asked && asked > backoff ? asked : backoff;
        return pause < Resilience.MaxRetryDelay ? pause : Resilience.MaxRetryDelay;
    }

    private async ValueTask<Connection> JoinAsync(AgentPeer peer, CancellationToken cancellationToken)
    {
        try
        {
            var request = new SubscribeToTaskRequest { Id = TaskId, Tenant = ids.Tenant };
            var events = (await peer.CallAsync(Operations.SubscribeToTask, request, Again(), calls.Span, cancellationToken).ConfigureAwait(false)).GetAsyncEnumerator(cancellationToken);
            return await FromSnapshotAsync(peer, events, cancellationToken).ConfigureAwait(false);
        }
        catch (RemoteAgentException e) when (e.Error == AgentError.UnsupportedOperation)
        {
            // It has ended meanwhile.
            var task = await peer.CallAsync(Operations.GetTask, new GetTaskRequest { Id = TaskId, Tenant = ids.Tenant }, Again(), calls.Span, cancellationToken).ConfigureAwait(false);
            return new Connection(peer, _position.Missing(task), events: null) { Failure = e };
        }
    }

    private async ValueTask<Connection> FromSnapshotAsync(AgentPeer peer, IAsyncEnumerator<StreamEvent> events, CancellationToken cancellationToken)
    {
        var connection = new Connection(peer, [], events);
        try
        {
            if (!await events.MoveNextAsync().ConfigureAwait(false))
            {
                // It ended at once, as that of an agent does that shuts down.
                return connection;
            }

            if (events.Current.Task is { } task)
            {
                return new Connection(peer, _position.Missing(task), events) { IsJoined = true };
            }
        }
        catch (RemoteAgentException e) when (e.IsTransient)
        {
            connection.Failure = e;
            return connection;
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        throw new RemoteAgentException(AgentError.InvalidAgentResponse, peer.Name, Operations.SubscribeToTask.Name, RequestDelivery.Answered, "its stream does not begin with the task");
    }

    /// <summary>A task that the agent does not know any more, or an agent that is gone.</summary>
    private bool CanSendAgain(RemoteAgentException failure) =>
        Resilience.LostTask == LostTask.SendAgain && message is { Message.TaskId: "" } && !_isSentAgain
        && (failure.IsTransient || failure.Error == AgentError.TaskNotFound || failure.Error == AgentError.Unavailable);

    private async ValueTask<Connection> SendAgainAsync(AgentPeer lost, RemoteAgentException failure, CancellationToken cancellationToken)
    {
        _isSentAgain = true;
        CallEvents.SentAgain(calls.Span.Activity, failure);
        Log.TaskSentAgain(_logger, failure.Agent, TaskId, failure.Problem);
        try
        {
            var again = message! with { Message = message.Message with { MessageId = Identifiers.New() } };
            var (peer, events) = await calls.CallAsync(Operations.SendStreamingMessage, again, Again(), cancellationToken, except: lost).ConfigureAwait(false);
            (_position, _attempts) = (new StreamPosition(), 0);
            return new Connection(peer, [], events.GetAsyncEnumerator(cancellationToken));
        }
        catch (Exception e)
        {
            calls.Span.Failed(e);
            throw;
        }
    }

    private CallContext Again() => new() { Version = context.Version, RequestedExtensions = context.RequestedExtensions };

    /// <summary>
    /// A failure as one of the call: what asked for the task again may be asked again, but the message has been sent, and its skill may be at work.
    /// </summary>
    private RemoteAgentException Failed(RemoteAgentException cause)
    {
        var delivery = cause.Delivery == RequestDelivery.Answered ? RequestDelivery.Answered : RequestDelivery.Unknown;
        var failure = TaskId.Length == 0 ? cause : new RemoteAgentException(cause.Error, cause.Agent, Name, delivery, cause.Problem, cause)
        {
            IsTransient = cause.IsTransient,
            IsRetrySafe = cause.IsRetrySafe && message is null,
            RetryAfter = cause.RetryAfter,
            Violations = cause.Violations,
            Challenges = cause.Challenges,
            Facts = new Dictionary<string, string>(cause.Facts, StringComparer.Ordinal) { ["taskId"] = TaskId },
        };
        calls.Span.Failed(failure);
        return failure;
    }

    private RemoteAgentException Lost(RemoteAgentException cause) =>
        new(AgentError.Unavailable, cause.Agent, Name, RequestDelivery.Unknown, $"the stream of task {TaskId} broke and could not be resumed: {cause.Problem}", cause)
        {
            IsTransient = true,
            Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["taskId"] = TaskId },
        };

    /// <summary>A connection of the stream.</summary>
    private sealed class Connection(AgentPeer peer, IReadOnlyList<StreamEvent> before, IAsyncEnumerator<StreamEvent>? events) : IAsyncDisposable
    {
        public AgentPeer Peer => peer;

        /// <summary>What comes before its events.</summary>
        public IReadOnlyList<StreamEvent> Before => before;

        public IAsyncEnumerator<StreamEvent>? Events => events;

        /// <summary>True when it was joined, and began with the task.</summary>
        public bool IsJoined { get; init; }

        /// <summary>Why it brings no more.</summary>
        public RemoteAgentException? Failure { get; set; }

        public ValueTask DisposeAsync() => events?.DisposeAsync() ?? default;
    }
}
