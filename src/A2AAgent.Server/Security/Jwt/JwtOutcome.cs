namespace A2AAgent.Server.Security.Jwt;

/// <summary>What became of a token.</summary>
internal enum JwtOutcome
{
    Valid,
    Malformed,
    TooLarge,
    Encrypted,
    Nested,
    Unsigned,
    AlgorithmRefused,
    TypeRefused,
    CriticalHeader,
    UnknownKey,
    WrongSignature,
    WrongIssuer,
    WrongAudience,
    NoExpiry,
    Expired,
    NotYetValid,
    NoSubject,
    BoundToKey,

    /// <summary>The issuer's keys could not be fetched: nothing is known about the token, and the caller may try again.</summary>
    KeysUnavailable,
}
