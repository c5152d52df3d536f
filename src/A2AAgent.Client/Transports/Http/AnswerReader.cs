using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace A2AAgent.Client.Transports.Http;

/// <summary>Reads answers: their bytes within bounds, and what is no answer of an agent.</summary>
internal static class AnswerReader
{
    private const int LongestQuote = 120;

    /// <summary>Reads a whole body.</summary>
    /// <exception cref="RemoteAgentException">It is too large, or the connection broke.</exception>
    public static async ValueTask<ResponseBody> ReadAsync(HttpResponseMessage response, AgentChannel channel, string operation, CancellationToken cancellationToken)
    {
        RequirePlain(response, channel, operation);
        try
        {
            return await ResponseBody.ReadAsync(response.Content, channel.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw channel.Failures.Invalid(operation, e.Message, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw channel.Failures.NoAnswer(operation, "the connection ended in the middle of the answer", e);
        }
    }

    /// <summary>Checks that the body is not compressed: no request asks for that, and what is to be expanded has no size that could be trusted.</summary>
    /// <exception cref="RemoteAgentException">It is.</exception>
    public static void RequirePlain(HttpResponseMessage response, AgentChannel channel, string operation)
    {
        if (response.Content.Headers.NonValidated.Contains("Content-Encoding")
            && response.Content.Headers.ContentEncoding.FirstOrDefault(static encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) is { } encoding)
        {
            throw channel.Failures.Invalid(operation, $"its answer is encoded as {encoding}, which was not asked for");
        }
    }

    public static bool IsJson(HttpResponseMessage response) =>
        IsPlainJson(response.Content.Headers)
        || (response.Content.Headers.ContentType?.MediaType is { } type && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)));

    public static bool IsEventStream(HttpResponseMessage response) =>
        string.Equals(response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>The failure for what is not of the protocol: a page of a proxy, a redirect, a wrong address.</summary>
    public static RemoteAgentException NotOfProtocol(HttpResponseMessage response, ReadOnlySpan<byte> body, AgentChannel channel, string operation)
    {
        return (int)response.StatusCode is >= 200 and < 400
            ? channel.Failures.Invalid(operation, Describe(response, body))
            : channel.Failures.Answered(operation, Refusal(response, body, channel.Time));
    }

    /// <summary>What an answer says whose body says nothing.</summary>
    public static RemoteError Refusal(HttpResponseMessage response, ReadOnlySpan<byte> body, TimeProvider time) =>
        WithHeaders(new RemoteError { Error = AgentErrorLookup.ByHttpStatus((int)response.StatusCode), Message = Describe(response, body) }, response, time);

    /// <summary>What is wrong with a body: what it is, when it is not even JSON.</summary>
    public static string DescribeNotJson(HttpResponseMessage response, ReadOnlySpan<byte> body, string otherwise) => IsJson(response) ? otherwise : Describe(response, body);

    /// <summary>The failure for JSON that is not what the operation answers.</summary>
    public static RemoteAgentException NotTheAnswer(JsonException cause, AgentChannel channel, string operation) =>
        channel.Failures.Invalid(operation, $"its answer cannot be read: {cause.Message.TrimEnd('.')}", cause);

    /// <summary>Adds what HTTP says beside the error.</summary>
    public static RemoteError WithHeaders(RemoteError error, HttpResponseMessage response, TimeProvider time) => error with
    {
        RetryAfter = error.RetryAfter ?? RetryAfter(response.Headers.RetryAfter, time),
        Challenges = [.. response.Headers.WwwAuthenticate.Select(static challenge => challenge.ToString())],
    };

    /// <summary>What agents mostly say, told without parsing it.</summary>
    private static bool IsPlainJson(HttpContentHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Type", out var type) && type.ToString() is "application/json" or "application/json; charset=utf-8";

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider time) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static string Describe(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode}");
        if (response.Headers.Location is { } elsewhere && (int)response.StatusCode is >= 300 and < 400)
        {
            return $"it redirects to {Where(elsewhere)} ({status}): give the address where the agent itself answers";
        }

        var type = response.Content.Headers.ContentType?.MediaType ?? "no media type";
        return body.IsEmpty ? $"{status} without content" : $"{status} with {type}, which is no answer of an A2A agent: \"{Quote(body)}\"";
    }

    /// <summary>Without what may hold secrets. Addresses within the same host are relative, most of the time.</summary>
    private static string Where(Uri elsewhere) =>
        Quote(Encoding.UTF8.GetBytes(elsewhere.IsAbsoluteUri ? $"{elsewhere.Scheme}://{elsewhere.Authority}{elsewhere.AbsolutePath}" : elsewhere.OriginalString.Split('?', '#')[0]));

    private static string Quote(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestQuote)]);
        var quote = string.Create(text.Length, text, static (target, text) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(text[i]) ? ' ' : text[i];
            }
        }).Trim();
        return body.Length > LongestQuote ? quote + "…" : quote;
    }
}
