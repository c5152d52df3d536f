using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using A2AAgent.Protocol;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Guard;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>Sends one event to one webhook, once (specification, section 4.3.3).</summary>
internal sealed class PushSender(WebhookClient client, PushOptions options, TimeProvider time)
{
    /// <summary>The name under which clients look for <see cref="TaskPushNotificationConfig.Token"/>.</summary>
    private const string TokenHeader = "X-A2A-Notification-Token";

    /// <summary>Tells an event that comes again from one that is new.</summary>
    private const string SequenceHeader = "X-A2A-Notification-Sequence";

    /// <summary>Never throws: whatever a receiver does is an outcome.</summary>
    public async Task<Attempt> SendAsync(PushConfig config, PushNotification item, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Request(config, item);
            using var response = await client.SendAsync(request, ending.Token);
            return Read(response);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Attempt.Canceled;
        }
        catch (OperationCanceledException)
        {
            return new Attempt(AttemptOutcome.Failed, $"no answer within {options.Timeout.TotalSeconds:0.###} s");
        }
        catch (Exception e) when ((e as ClosedAddressException ?? e.InnerException) is ClosedAddressException closed)
        {
            return new Attempt(AttemptOutcome.Closed, closed.Message);
        }
        catch (Exception e)
        {
            // Not the message: it may quote what the receiver sent, which may be what it was sent.
            return new Attempt(AttemptOutcome.Failed, Describe(e));
        }
    }

    private static HttpRequestMessage Request(PushConfig config, PushNotification item)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, config.Config.Url)
        {
            Version = HttpVersion.Version11,
            Content = new ReadOnlyMemoryContent(item.Json),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(config.Format.MediaType);
        var headers = request.Headers;
        headers.TryAddWithoutValidation("User-Agent", "A2AAgent");
        headers.TryAddWithoutValidation(CallContext.VersionParameter, config.Format.Version);
        headers.TryAddWithoutValidation(SequenceHeader, item.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (config.Config.Authentication is { Credentials.Length: > 0 } authentication)
        {
            headers.TryAddWithoutValidation("Authorization", $"{authentication.Scheme} {authentication.Credentials}");
        }

        if (config.Config.Token is { Length: > 0 } token)
        {
            headers.TryAddWithoutValidation(TokenHeader, token);
        }

        if ((TraceParent.Current ?? item.TraceParent) is { } traceParent)
        {
            headers.TryAddWithoutValidation("traceparent", traceParent);
        }

        return request;
    }

    private Attempt Read(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => Attempt.Delivered,
            HttpStatusCode.Gone => new Attempt(AttemptOutcome.Gone, $"status {status}"),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 or >= HttpStatusCode.InternalServerError =>
                new Attempt(AttemptOutcome.Failed, $"status {status}", RetryAfter(response.Headers.RetryAfter)),
            _ => new Attempt(AttemptOutcome.Refused, $"status {status}"),
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - time.GetUtcNow());

    private static string Describe(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: SocketException socket } => $"no connection: {socket.SocketErrorCode}",
        HttpRequestException http => $"HTTP failed: {http.HttpRequestError}",
        _ => $"HTTP failed: {exception.GetType().Name}",
    };
}
