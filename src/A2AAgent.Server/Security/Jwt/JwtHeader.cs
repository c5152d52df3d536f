namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// The protected header (RFC 7515, section 4). Keys and addresses of keys that a token brings with it (<c>jwk</c>, <c>jku</c>, <c>x5c</c>,
/// <c>x5u</c>) are never looked at: they are the sender's word.
/// </summary>
internal readonly record struct JwtHeader(string Algorithm, string? KeyId, string? Type, bool IsNested, bool IsEncrypted, bool HasCritical)
{
    /// <exception cref="System.Text.Json.JsonException">It is no header.</exception>
    /// <exception cref="InvalidOperationException">It holds half a surrogate pair.</exception>
    public static JwtHeader Read(ReadOnlySpan<byte> json)
    {
        var header = new JwtHeader("", null, null, false, false, false);
        var reader = new JoseObject(json);
        while (reader.Next(out var name))
        {
            header = name switch
            {
                "alg" => header with { Algorithm = reader.Text() },
                "kid" => header with { KeyId = reader.Text() },
                "typ" => header with { Type = reader.Text() },
                "cty" => header with { IsNested = IsJwt(reader.Text()) },
                "enc" or "zip" => header with { IsEncrypted = true },
                "crit" => header with { HasCritical = true },
                _ => header,
            };
        }

        return header;
    }

    /// <summary>What is wrong with the header, or null. Some issuers leave <c>typ</c> out.</summary>
    public JwtFailure? Check() =>
        IsEncrypted ? JwtFailure.Encrypted
        : HasCritical ? JwtFailure.CriticalHeader
        : IsNested ? JwtFailure.Nested
        : Algorithm.Equals("none", StringComparison.OrdinalIgnoreCase) ? JwtFailure.Unsigned
        : Type is not null && !IsJwt(Type) && !IsAccessToken(Type) ? JwtFailure.TypeRefused
        : null;

    private static bool IsJwt(string type) => Is(type, "jwt");

    private static bool IsAccessToken(string type) => Is(type, "at+jwt");

    /// <summary>The <c>application/</c> of a media type may be left out (RFC 7515, section 4.1.9).</summary>
    private static bool Is(string type, string subtype)
    {
        const string Application = "application/";
        var rest = type.StartsWith(Application, StringComparison.OrdinalIgnoreCase) ? type.AsSpan(Application.Length) : type;
        return rest.Equals(subtype, StringComparison.OrdinalIgnoreCase);
    }
}
