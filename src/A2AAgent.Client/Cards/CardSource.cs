using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using A2AAgent.Client.Diagnostics;
using A2AAgent.Client.Transports;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Protocol.Json;
using A2AAgent.Protocol.Signing;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Client.Cards;

/// <summary>The card of one agent: fetched when it is first needed, kept as long as it says, then asked for again by its tag (specification, section 8.6).</summary>
/// <remarks>A card that cannot be fetched again stays in use. Thread-safe.</remarks>
internal sealed class CardSource(AgentAddress address, AgentClientOptions options, HttpMessageInvoker http, Failures failures, ILogger logger) : IDisposable
{
    private const string Operation = "fetching the Agent Card";

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    /// <summary>Calls wait for it, and can do with the card that there is.</summary>
    private static readonly TimeSpan LongestRefresh = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _gate = new(1);
    private volatile FetchedCard? _card;
    private volatile RemoteAgentException? _failure;
    private int _failed;

    /// <summary>The card.</summary>
    /// <exception cref="RemoteAgentException">There is none, or none to be trusted.</exception>
    public ValueTask<AgentCard> GetAsync(CancellationToken cancellationToken) =>
        _card is { } card && card.IsFresh(options.Time) ? new(card.Card) : new(RefreshAsync(cancellationToken));

    /// <summary>Asks again at the next call: the agent was not where the card says.</summary>
    public void Expire()
    {
        if (_card is { } card)
        {
            _card = card with { Lifetime = TimeSpan.Zero };
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<AgentCard> RefreshAsync(CancellationToken cancellationToken)
    {
        var failed = Volatile.Read(ref _failed);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var known = _card;
            if (known is not null && known.IsFresh(options.Time))
            {
                return known.Card;
            }

            if (failed != _failed && _failure is { } failure)
            {
                // It failed while this call waited for it: one after the other, calls would wait for ever longer.
                throw NotFetched(failure, failure);
            }

            _card = await FetchNotedAsync(known, cancellationToken).ConfigureAwait(false);
            return _card.Card;
        }
        catch (RemoteAgentException e) when (_card is { } known && !IsSuperseded(e))
        {
            Log.CardNotRefreshed(logger, failures.Agent, e.Problem);
            _card = known with { Lifetime = PauseAfterFailure, At = options.Time.GetTimestamp() };
            return known.Card;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Fetches it, and takes note of a failure for those that wait.</summary>
    private async Task<FetchedCard> FetchNotedAsync(FetchedCard? known, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchAsync(known, cancellationToken).ConfigureAwait(false);
        }
        catch (RemoteAgentException e)
        {
            (_failure, _failed) = (e, _failed + 1);
            throw;
        }
    }

    /// <summary>True when there is another card, and it is none to call the agent by; whatever else the address answers says nothing of the card that is known.</summary>
    private static bool IsSuperseded(RemoteAgentException failure) =>
        failure is { InnerException: AgentCardSignatureException, IsTransient: false } || failure.Error == AgentError.VersionNotSupported;

    private async Task<FetchedCard> FetchAsync(FetchedCard? known, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var limit = known is null || options.Resilience.AttemptTimeout < LongestRefresh ? options.Resilience.AttemptTimeout : LongestRefresh;
        using var deadline = new CancellationTokenSource(limit, options.Time);
        await using var late = deadline.Token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limited).ConfigureAwait(false);
        try
        {
            using var response = await http.SendAsync(Request(address.CardUrl, known?.Tag), limited.Token).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.NotModified && known is not null
                ? known with { At = options.Time.GetTimestamp(), Lifetime = FetchedCard.LifetimeOf(response.Headers.CacheControl) }
                : await ReadAsync(response, limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw failures.NotSent(Operation, $"there was no answer within {limit.TotalSeconds:0.###} s", e);
        }
        catch (Exception e) when (ConnectionFailure.IsOne(e, cancellationToken))
        {
            throw NotFetched(ConnectionFailure.From(e, failures, Operation), e);
        }
    }

    private async Task<FetchedCard> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = await ReadBodyAsync(response.Content, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await NotThereAsync(response, body, cancellationToken).ConfigureAwait(false);
        }

        var card = await TrustedAsync(body.Span.ToArray(), response, cancellationToken).ConfigureAwait(false);
        return new FetchedCard(card, response.Headers.ETag, FetchedCard.LifetimeOf(response.Headers.CacheControl), options.Time.GetTimestamp());
    }

    private async ValueTask<ResponseBody> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await ResponseBody.ReadAsync(content, AgentCardVerifier.MaxBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw failures.Invalid(Operation, e.Message, e);
        }
    }

    private async ValueTask<AgentCard> TrustedAsync(byte[] json, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return options.Trust.Verifier is { } verifier
                ? (await verifier.VerifyAsync(json, cancellationToken).ConfigureAwait(false)).Card
                : ProtocolJson.FromUtf8(json, ProtocolJson.Context.AgentCard);
        }
        catch (AgentCardSignatureException e) when (e.IsTransient)
        {
            throw failures.NotSent(Operation, $"its card cannot be verified now: {e.Message.TrimEnd('.')}", e);
        }
        catch (AgentCardSignatureException e)
        {
            throw failures.NotSent(Operation, $"its card is not to be trusted: {e.Message.TrimEnd('.')}", e, AgentError.PermissionDenied, transient: false);
        }
        catch (JsonException e)
        {
            throw EarlierVersion.Find(json) is { } version
                ? failures.NotSent(Operation, EarlierVersion.Describe(version), e, AgentError.VersionNotSupported, transient: false)
                : failures.Invalid(Operation, AnswerReader.DescribeNotJson(response, json, $"its card cannot be read: {e.Message.TrimEnd('.')}"), e);
        }
    }

    /// <summary>The failure for an address without a card: perhaps the agent has it where earlier versions of the protocol had it.</summary>
    private async ValueTask<RemoteAgentException> NotThereAsync(HttpResponseMessage response, ResponseBody body, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotFound && address.CardUrl != address.Url)
        {
            using var earlier = await http.SendAsync(Request(address.EarlierCardUrl, tag: null), cancellationToken).ConfigureAwait(false);
            if (earlier.IsSuccessStatusCode && AnswerReader.IsJson(earlier))
            {
                return failures.NotSent(Operation, EarlierVersion.Describe("before 0.3"), null, AgentError.VersionNotSupported, transient: false);
            }
        }

        var failure = AnswerReader.Refusal(response, body.Span, options.Time);
        return NotFetched(failures.Answered(Operation, failure with { Message = $"{address.CardUrl}: {failure.Message}" }), null);
    }

    private HttpRequestMessage Request(Uri url, EntityTagHeaderValue? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(tag);
        }

        foreach (var (name, value) in options.Headers.Concat(address.Headers))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        TraceContext.Add(request, System.Diagnostics.Activity.Current);
        return request;
    }

    /// <summary>Whatever went wrong, the operation that needs the card has not been sent.</summary>
    private RemoteAgentException NotFetched(RemoteAgentException failure, Exception? cause) =>
        new(failure.Error == AgentError.MethodNotFound ? AgentError.Unavailable : failure.Error, failures.Agent, Operation, RequestDelivery.NotSent, failure.Problem, cause)
        {
            IsRetrySafe = true,
            IsTransient = failure.IsTransient,
            RetryAfter = failure.RetryAfter,
            Challenges = failure.Challenges,
        };
}
