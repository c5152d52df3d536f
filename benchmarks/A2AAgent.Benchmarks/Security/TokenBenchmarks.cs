using A2AAgent.Server.Security.Jwt;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;

namespace A2AAgent.Benchmarks.Security;

/// <summary>Access tokens: one that is remembered, those whose signature is verified, and one that is refused for its claims.</summary>
public class TokenBenchmarks
{
    private readonly TokenIssuer _issuer = new();
    private JwtValidator _remembers = null!;
    private JwtValidator _forgets = null!;
    private string _ec = "";
    private string _rsa = "";
    private string _expired = "";

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        await _issuer.StartAsync();
        (_remembers, _forgets) = (Validator(TimeSpan.FromDays(1)), Validator(TimeSpan.Zero));
        var soon = TimeProvider.System.GetUtcNow().AddDays(1);
        (_ec, _rsa, _expired) = (_issuer.Issue("ec", soon), _issuer.Issue("rsa", soon), _issuer.Issue("ec", soon.AddDays(-2)));
        if (!await RememberedAsync() || !await ES256Async() || !await RS256Async() || await ExpiredAsync())
        {
            throw new InvalidOperationException("The tokens are not what they should be.");
        }
    }

    [GlobalCleanup]
    public Task CleanUpAsync() => _issuer.StopAsync();

    [Benchmark]
    public ValueTask<bool> RememberedAsync() => IsValidAsync(_remembers, _ec);

    [Benchmark]
    public ValueTask<bool> ES256Async() => IsValidAsync(_forgets, _ec);

    [Benchmark]
    public ValueTask<bool> RS256Async() => IsValidAsync(_forgets, _rsa);

    [Benchmark]
    public ValueTask<bool> ExpiredAsync() => IsValidAsync(_remembers, _expired);

    private static async ValueTask<bool> IsValidAsync(JwtValidator validator, string token) =>
        (await validator.ValidateAsync(token.AsMemory(), CancellationToken.None)).Token is not null;

    private JwtValidator Validator(TimeSpan remember)
    {
        var options = new JwtOptions
        {
            Scheme = "jwt",
            Issuer = "https://login.example.com",
            JwksUrl = _issuer.Url,
            Audiences = [TokenIssuer.Audience],
            RememberFor = remember,
        };
        return new JwtValidator(options, new KeySource(options, TimeProvider.System, NullLogger.Instance), TimeProvider.System);
    }
}
