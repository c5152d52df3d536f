using System.Text;
using System.Text.Json;

namespace A2AAgent.Tests.BadInput.Wire;

/// <summary>What each answer must be whatever was sent: the rules of JSON-RPC 2.0 over HTTP and of HTTP+JSON.</summary>
internal static class AnswerRules
{
    private static readonly string[] Internals = ["Exception", "System.", "A2AAgent.Server", "   at "];

    /// <summary>Checks an answer of the JSON-RPC binding.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="id">The JSON of the request's id, <c>null</c> when it could not be known.</param>
    /// <returns>The refusal; null when the call succeeded.</returns>
    public static Refusal? JsonRpc(Answer answer, string id)
    {
        Assert.True(answer.Status == 200 || HasOwnStatus(answer.Status), $"{answer}");
        if (answer.MediaType == "text/event-stream")
        {
            Assert.All(Events(answer), item => Assert.Null(Envelope(answer, item, id)));
            return null;
        }

        Assert.Equal("application/json", answer.MediaType);
        return Envelope(answer, answer.Json, id);
    }

    /// <summary>Checks an answer of the HTTP+JSON binding.</summary>
    /// <returns>The refusal; null when the call succeeded.</returns>
    public static Refusal? Rest(Answer answer)
    {
        if (answer.Status == 200)
        {
            var results = answer.MediaType == "text/event-stream" ? Events(answer) : [answer.Json];
            Assert.All(results, item => Assert.False(item.TryGetProperty("error", out _), $"{answer}"));
            return null;
        }

        Assert.Equal("application/a2a+json", answer.MediaType);
        Assert.Equal(["error"], Names(answer.Json));
        var error = answer.Json.GetProperty("error");
        Assert.Equal(["code", "message", "status"], Names(error).Except(["details"]).Order());
        Assert.Equal(answer.Status, error.GetProperty("code").GetInt32());
        var status = error.GetProperty("status").GetString();
        return Read(answer, [.. ErrorRow.All.Where(row => row.Http == answer.Status && row.Grpc == status)], error, "details");
    }

    private static Refusal? Envelope(Answer answer, JsonElement envelope, string id)
    {
        Assert.Equal("2.0", envelope.GetProperty("jsonrpc").GetString());
        Assert.Equal(id, envelope.GetProperty("id").GetRawText());
        Assert.Equal(3, envelope.EnumerateObject().Count());
        if (envelope.TryGetProperty("result", out _))
        {
            Assert.Equal(200, answer.Status);
            return null;
        }

        var error = envelope.GetProperty("error");
        Assert.Equal(["code", "message"], Names(error).Except(["data"]).Order());
        var code = error.GetProperty("code").GetInt32();
        return Read(answer, [.. ErrorRow.All.Where(row => row.JsonRpc == code && (HasOwnStatus(row.Http) ? row.Http : 200) == answer.Status)], error, "data");
    }

    /// <summary>What proxies and HTTP clients act on is not hidden in a 200.</summary>
    private static bool HasOwnStatus(int status) => status is 401 or 403 or 413 or 429 or 503;

    private static Refusal Read(Answer answer, ErrorRow[] rows, JsonElement error, string detailsName)
    {
        var message = error.GetProperty("message").GetString()!;
        Assert.True(message.Length is > 10 and < 1_000, $"{answer}");
        Assert.DoesNotContain(Internals, word => message.Contains(word, StringComparison.Ordinal));
        var details = error.TryGetProperty(detailsName, out var given) ? given.EnumerateArray().ToArray() : [];
        if (Find(details, "google.rpc.ErrorInfo") is { } info)
        {
            Assert.Equal("a2a-protocol.org", info.GetProperty("domain").GetString());
            rows = [.. rows.Where(row => row.Reason == info.GetProperty("reason").GetString())];
        }
        else
        {
            rows = [.. rows.Where(static row => !row.HasReason)];
        }

        Assert.True(rows.Length > 0, $"Not in the error table: {answer}");
        return new Refusal(rows, message, Fields(details), answer);
    }

    private static string[] Fields(JsonElement[] details) => Find(details, "google.rpc.BadRequest") is { } request
        ? [.. request.GetProperty("fieldViolations").EnumerateArray().Select(static violation => violation.GetProperty("field").GetString()!)]
        : [];

    private static JsonElement? Find(JsonElement[] details, string type)
    {
        var found = details.Where(detail => detail.GetProperty("@type").GetString() == "type.googleapis.com/" + type).ToArray();
        Assert.True(found.Length <= 1);
        return found is [var only] ? only : null;
    }

    private static JsonElement[] Events(Answer answer)
    {
        var events = answer.Text.Split('\n').Where(static line => line.StartsWith("data: ", StringComparison.Ordinal));
        JsonElement[] parsed = [.. events.Select(static line => JsonDocument.Parse(Encoding.UTF8.GetBytes(line[6..])).RootElement)];
        Assert.NotEmpty(parsed);
        return parsed;
    }

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(static member => member.Name);
}
