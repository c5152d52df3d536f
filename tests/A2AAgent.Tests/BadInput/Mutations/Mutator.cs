using System.Text;
using System.Text.Json;

namespace A2AAgent.Tests.BadInput.Mutations;

/// <summary>Damages good requests. The same random numbers do the same damage.</summary>
internal sealed class Mutator(Random random, Draft[] drafts)
{
    private static readonly byte[][] Inserts =
    [
        .. new[]
        {
            "null", "true", "5", "-1", "1.5", "1e400", "9999999999", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "{}", "[]", "[[[[]]]]", "{\"a\":1}", "{\"\\udfff\":1}",
            "\\", "\"", "{", "}", "[", "]", ",", ":", " ", "\\ud83d", "\\u0000", "\"2.0\"", "\"SendMessage\"", "\"tasks/get\"", "\"id\":7,", "\"id\":null,",
            "\"jsonrpc\":\"2.0\",", "\"method\":\"ListTasks\",", "\"params\":[],", "\"\\u0069d\":1,", "\"text\":\"\",", "\"data\":null,", "\"message_id\":1,", "\"ROLE_KING\"", "\"skillId\":1,",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0x00], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF],
        Encoding.UTF8.GetBytes(Records.Nested(100)),
    ];

    private static readonly string[] TargetInserts =
        ["%00", "%2f", "%2e%2e", "%ff", "%", "%0d%0a", "/", "//", "?", "&", "=", "..", ":", ":cancel", ":subscribe", "pageSize=0", "&status=5&status=5", "x", "<", "\"", "%F0%9F%98%80", "+"];

    private static readonly string?[] Versions = [null, "", "0.3", "1.0.0", "1.0, 1.0", "\U0001F600", new string('9', 1_000)];
    private static readonly string?[] ContentTypes = [null, "", "text/plain", "application/a2a+json", "application/json; charset=utf-16"];
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"];

    public Draft Next()
    {
        var draft = drafts[random.Next(drafts.Length)];
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            draft = Damage(draft);
        }

        return draft;
    }

    private Draft Damage(Draft draft) => random.Next(20) switch
    {
        0 => draft with { Version = Pick(Versions) },
        1 when draft.Body is not null => draft with { ContentType = Pick(ContentTypes) },
        2 when draft.Target != "/" => draft with { Verb = Pick(Verbs) },
        3 => draft with { Extensions = string.Join(',', Enumerable.Repeat("https://example.com/e", random.Next(1, 50))) },
        < 8 when draft.Target != "/" => draft with { Target = DamageTarget(draft.Target) },
        _ when draft.Body is { } body => draft with { Body = DamageBody(body) },
        _ => draft with { Target = draft.Target == "/" ? "/" : DamageTarget(draft.Target) },
    };

    private string DamageTarget(string target)
    {
        var at = random.Next(1, target.Length + 1);
        var until = random.Next(2) == 0 ? at : Math.Min(target.Length, at + random.Next(1, 8));
        return string.Concat(target.AsSpan(0, at), Pick(TargetInserts), target.AsSpan(until));
    }

    private byte[] DamageBody(byte[] body)
    {
        var at = random.Next(body.Length + 1);
        var until = Math.Min(body.Length, at + random.Next(1, 12));
        return random.Next(8) switch
        {
            0 => Flip(body),
            1 => [.. body[..at], .. body[until..]],
            2 => [.. body[..until], .. body[at..]],
            3 => [.. body[..at], .. Pick(Inserts), .. body[at..]],
            4 => [.. body[..at], .. Pick(drafts).Body ?? []],
            5 => body[..at],
            _ => ReplaceToken(body),
        };
    }

    private byte[] Flip(byte[] body)
    {
        byte[] flipped = [.. body];
        if (body.Length > 0)
        {
            flipped[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }

    /// <summary>Puts another value or another token of the same body in the place of one, so that the JSON mostly stays well-formed.</summary>
    private byte[] ReplaceToken(byte[] body)
    {
        var tokens = Tokens(body);
        if (tokens.Count == 0)
        {
            return Pick(Inserts);
        }

        var (start, end) = tokens[random.Next(tokens.Count)];
        var (otherStart, otherEnd) = tokens[random.Next(tokens.Count)];
        var replacement = random.Next(3) == 0 ? body[otherStart..otherEnd] : Pick(Inserts);
        return [.. body[..start], .. replacement, .. body[end..]];
    }

    private static List<(int Start, int End)> Tokens(byte[] body)
    {
        var tokens = new List<(int Start, int End)>();
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                var length = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.ValueSpan.Length + 2 : reader.ValueSpan.Length;
                tokens.Add((start, start + length));
            }
        }
        catch (JsonException)
        {
            // It was damaged before: the tokens up to there will do.
        }

        return tokens;
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
