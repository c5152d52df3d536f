using System.Text.Json;
using System.Text.Unicode;
using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput.Mutations;

/// <summary>What the answer to a request must be, found by reading the request independently of the server.</summary>
internal static class Expectation
{
    private const int MaxIdBytes = 1024;

    public static void Check(Draft draft, Answer answer)
    {
        if (draft.IsJsonRpc)
        {
            CheckJsonRpc(draft, answer);
        }
        else
        {
            CheckRest(draft, answer);
        }
    }

    private static void CheckRest(Draft draft, Answer answer)
    {
        if (answer.Body.Length == 0)
        {
            // What is no address of the binding is answered by the server below it.
            Assert.True(answer.Status is 404 or 405 or 414 || (answer.Status == 400 && answer.Header("Connection") == "close") || draft.Verb == "HEAD", $"{answer}");
            return;
        }

        var refusal = AnswerRules.Rest(answer);
        if (draft is { Target: "/message:send" or "/message:stream", Body: { } body } && Parse(body) is null)
        {
            Assert.True(refusal is not null, $"Accepted what is not JSON: {answer}");
        }
    }

    private static void CheckJsonRpc(Draft draft, Answer answer)
    {
        if (!IsJson(draft.Body is null ? null : draft.ContentType))
        {
            AnswerRules.JsonRpc(answer, "null")!.Is("CONTENT_TYPE_NOT_SUPPORTED");
            return;
        }

        if (Parse(draft.Body!) is not { } root)
        {
            AnswerRules.JsonRpc(answer, "null")!.Is("PARSE_ERROR");
            return;
        }

        var ids = Ids(root);
        if (answer.Status == 204)
        {
            Assert.True(ids.Count == 0, "A request with an id has no answer.");
            Assert.Empty(answer.Body);
            return;
        }

        var refusal = AnswerRules.JsonRpc(answer, ids is [var only] && IsId(only) ? only.GetRawText() : "null");
        if (ids is [] || ids.Count > 1 || !IsId(ids[0]))
        {
            refusal!.Is("INVALID_REQUEST");
        }
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return Utf8.IsValid(body) ? JsonDocument.Parse(body).RootElement : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<JsonElement> Ids(JsonElement root) => root.ValueKind == JsonValueKind.Object
        ? [.. root.EnumerateObject().Where(static member => NameOf(member) == "id").Select(static member => member.Value)]
        : [];

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    private static bool IsId(JsonElement id) =>
        id.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null && id.GetRawText().Length <= MaxIdBytes;

    private static bool IsJson(string? contentType) => contentType?.Split(';')[0] is "application/json" or "application/a2a+json";
}
