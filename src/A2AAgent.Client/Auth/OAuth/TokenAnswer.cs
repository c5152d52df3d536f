using System.Text.Json;

namespace A2AAgent.Client.Auth.OAuth;

/// <summary>Reads the answers of token end points (RFC 6749, sections 5.1 and 5.2).</summary>
internal static class TokenAnswer
{
    private const int LongestError = 64;

    /// <summary>For servers that do not say how long a token is good.</summary>
    private static readonly TimeSpan AssumedLifetime = TimeSpan.FromMinutes(5);

    /// <exception cref="AgentCredentialException">It is no token, or none for a bearer.</exception>
    public static AccessToken Read(byte[] answer, long asked)
    {
        using var document = Parse(answer);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root || Text(root, "access_token") is not { Length: > 0 } token)
        {
            throw new AgentCredentialException("the token end point's answer has no access_token");
        }

        return Text(root, "token_type") is { } type && type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? new AccessToken(token, Lifetime(root), asked)
            : throw new AgentCredentialException("the token end point's answer is no bearer token (token_type)");
    }

    /// <summary>The code of an error; null when there is none.</summary>
    public static string? Error(byte[] answer)
    {
        using var document = Parse(answer);
        return document?.RootElement is { ValueKind: JsonValueKind.Object } root && Text(root, "error") is { Length: > 0 and <= LongestError } code && code.All(IsOfCode) ? code : null;
    }

    /// <summary>The JSON; null when it is none.</summary>
    public static JsonDocument? Parse(byte[] answer)
    {
        try
        {
            return JsonDocument.Parse(answer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static TimeSpan Lifetime(JsonElement root)
    {
        if (!root.TryGetProperty("expires_in", out var value))
        {
            return AssumedLifetime;
        }

        // Some servers write the number as a string.
        var seconds = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var number) => number,
            JsonValueKind.String when double.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
            _ => AssumedLifetime.TotalSeconds,
        };
        return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(1).TotalSeconds));
    }

    private static bool IsOfCode(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';
}
