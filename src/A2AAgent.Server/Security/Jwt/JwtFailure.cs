using Microsoft.AspNetCore.Authentication;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// Why a token is refused. The description goes to the caller as RFC 6750's <c>error_description</c>: printable ASCII without quotation
/// marks and backslashes, and never anything that the token holds but its times.
/// </summary>
internal sealed class JwtFailure
{
    public static readonly JwtFailure Malformed = new(JwtOutcome.Malformed, "The token is not a well-formed JWT");
    public static readonly JwtFailure TooLarge = new(JwtOutcome.TooLarge, "The token is too large");
    public static readonly JwtFailure Encrypted = new(JwtOutcome.Encrypted, "The token is encrypted; send a signed one");
    public static readonly JwtFailure Nested = new(JwtOutcome.Nested, "The token holds another token; send that one");
    public static readonly JwtFailure Unsigned = new(JwtOutcome.Unsigned, "The token is not signed");
    public static readonly JwtFailure AlgorithmRefused = new(JwtOutcome.AlgorithmRefused, "The token's algorithm is refused; allowed are RS256, PS256, ES256 and ES384");
    public static readonly JwtFailure TypeRefused = new(JwtOutcome.TypeRefused, "The token is no access token: its typ must be at+jwt or JWT");
    public static readonly JwtFailure CriticalHeader = new(JwtOutcome.CriticalHeader, "The token has critical header parameters, which are not understood");
    public static readonly JwtFailure UnknownKey = new(JwtOutcome.UnknownKey, "The token is signed with a key that the issuer does not publish");
    public static readonly JwtFailure WrongSignature = new(JwtOutcome.WrongSignature, "The token's signature is wrong");
    public static readonly JwtFailure WrongIssuer = new(JwtOutcome.WrongIssuer, "The token is from another issuer");
    public static readonly JwtFailure WrongAudience = new(JwtOutcome.WrongAudience, "The token is for another audience");
    public static readonly JwtFailure NoExpiry = new(JwtOutcome.NoExpiry, "The token does not say when it expires");
    public static readonly JwtFailure NoSubject = new(JwtOutcome.NoSubject, "The token names neither a subject nor a client");
    public static readonly JwtFailure Repeated = new(JwtOutcome.Malformed, "The request has more than one Authorization header");
    public static readonly JwtFailure BoundToKey = new(JwtOutcome.BoundToKey, "The token is bound to a key whose possession was not shown");
    public static readonly JwtFailure KeysUnavailable = new(JwtOutcome.KeysUnavailable, "The issuer's keys cannot be fetched now; try again later");

    private JwtFailure(JwtOutcome outcome, string description) =>
        (Outcome, Description, Result) = (outcome, description, AuthenticateResult.Fail(description));

    public JwtOutcome Outcome { get; }

    public string Description { get; }

    public AuthenticateResult Result { get; }

    public static JwtFailure Expired(DateTimeOffset at) => new(JwtOutcome.Expired, $"The token expired at {Utc(at)}");

    public static JwtFailure NotYetValid(DateTimeOffset from) => new(JwtOutcome.NotYetValid, $"The token is not valid before {Utc(from)}");

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
