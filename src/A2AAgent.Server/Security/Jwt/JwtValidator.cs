using System.Buffers;
using System.Text;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// Validates the tokens of one scheme. What is cheap comes first, the signature last: of the tokens that come in masses, most are wrong in
/// a cheap way, and only a token that would otherwise be accepted can make the issuer be asked for newer keys.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class JwtValidator(JwtOptions options, KeySource keys, TimeProvider time)
{
    private const int OnStack = 2_048;

    private readonly TokenCache _verified = new(options.RememberedTokens);

    public TokenCache Verified => _verified;

    /// <summary>The token of a hash, if it is remembered and still good.</summary>
    public VerifiedToken? Find(in TokenHash hash) => _verified.Find(hash, keys.Current, time.GetUtcNow());

    public ValueTask<JwtResult> ValidateAsync(ReadOnlyMemory<char> token, CancellationToken cancellationToken)
    {
        if (token.Length > options.MaxTokenLength)
        {
            return new(new JwtResult(JwtFailure.TooLarge));
        }

        if (!TryHash(token.Span, out var hash))
        {
            return new(new JwtResult(JwtFailure.Malformed));
        }

        return Find(hash) is { } known
            ? new(new JwtResult(known, hash))
            : CheckAsync(token, hash, cancellationToken);
    }

    private async ValueTask<JwtResult> CheckAsync(ReadOnlyMemory<char> token, TokenHash hash, CancellationToken cancellationToken)
    {
        if (JwtReader.Read(Encoding.ASCII.GetBytes(token.ToArray()), options, out var jwt) is { } unreadable)
        {
            return new(unreadable);
        }

        if (options.Issuer is { } issuer && JwtClaimRules.Check(jwt!.Claims, issuer, options, time.GetUtcNow()) is { } refused)
        {
            return new(refused);
        }

        if (await keys.GetAsync(cancellationToken) is not { } current)
        {
            return new(JwtFailure.KeysUnavailable);
        }

        var failure = Check(jwt!, current);
        if (failure == JwtFailure.UnknownKey && await keys.GetNewerAsync(current, cancellationToken) is { } newer && newer != current)
        {
            current = newer;
            failure = Check(jwt!, newer);
        }

        return failure is null ? new(Remember(hash, jwt!.Claims, current), hash) : new(failure);
    }

    private JwtFailure? Check(UnverifiedJwt jwt, IssuerKeys current) =>
        JwtClaimRules.Check(jwt.Claims, current.Issuer, options, time.GetUtcNow()) ?? current.Verify(jwt);

    private VerifiedToken Remember(in TokenHash hash, JwtClaims claims, IssuerKeys verifiedWith)
    {
        var token = new VerifiedToken(options.Scheme, claims);
        var now = time.GetUtcNow();
        var forgotten = now + options.RememberFor;
        _verified.Add(hash, token, verifiedWith, token.Expires < forgotten ? token.Expires : forgotten, now);
        return token;
    }

    private static bool TryHash(ReadOnlySpan<char> token, out TokenHash hash)
    {
        byte[]? rented = null;
        var bytes = token.Length <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(token.Length);
        var isAscii = Ascii.FromUtf16(token, bytes, out var written) == OperationStatus.Done;
        hash = isAscii ? TokenHash.Of(bytes[..written]) : default;
        if (rented is not null)
        {
            // It is a credential: the next to rent the memory must not find it.
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        return isAscii;
    }
}
