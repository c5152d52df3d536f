using A2AAgent.Server.Security.Jwt;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>A validator with the keys of a real issuer, and a clock to move.</summary>
internal sealed class Verifier : IAsyncDisposable
{
    private readonly KeySource _keys;
    private readonly ILoggerFactory _loggers;
    private readonly LogSink _logs = new();

    private Verifier(TestIssuer issuer, JwtOptions options)
    {
        (Issuer, Options) = (issuer, options);
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs));
        _keys = new KeySource(options, Time, _loggers.CreateLogger("keys"));
        Validator = new JwtValidator(options, _keys, Time);
    }

    public TestIssuer Issuer { get; }

    public SteppedTime Time { get; } = new();

    public JwtOptions Options { get; }

    public JwtValidator Validator { get; }

    public KeySource Keys => _keys;

    public IReadOnlyList<LogEntry> Logs => [.. _logs.Entries];

    /// <summary>A token that is good now.</summary>
    public TokenDraft Draft => Issuer.Draft(Time);

    public static async Task<Verifier> StartAsync(Action<JwtOptions, TestIssuer>? configure = null)
    {
        var issuer = await TestIssuer.StartAsync();
        var options = new JwtOptions { Scheme = "jwt", Issuer = issuer.Url, Audiences = [TokenDraft.Audience] };
        configure?.Invoke(options, issuer);
        return new Verifier(issuer, options);
    }

    public async Task<JwtResult> ValidateAsync(string token) => await Validator.ValidateAsync(token.AsMemory(), TestContext.Current.CancellationToken);

    public async Task<JwtOutcome> OutcomeAsync(string token) => (await ValidateAsync(token)).Failure?.Outcome ?? JwtOutcome.Valid;

    public async ValueTask DisposeAsync()
    {
        _keys.Dispose();
        _loggers.Dispose();
        await Issuer.DisposeAsync();
    }
}
