using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>The validator of each scheme, with its keys: they outlive requests, as handlers do not.</summary>
internal sealed class JwtValidators(IOptionsMonitor<JwtOptions> options, TimeProvider time, ILogger<JwtValidators> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, (JwtValidator Validator, KeySource Keys)> _all = new(StringComparer.Ordinal);
    private readonly Lock _making = new();

    public JwtValidator Of(string scheme) => _all.TryGetValue(scheme, out var known) ? known.Validator : Make(scheme).Validator;

    /// <summary>Starts fetching a scheme's keys.</summary>
    public void Prepare(string scheme) => Make(scheme).Keys.Prepare();

    public void Dispose()
    {
        foreach (var (_, keys) in _all.Values)
        {
            keys.Dispose();
        }
    }

    private (JwtValidator Validator, KeySource Keys) Make(string scheme)
    {
        lock (_making)
        {
            return _all.GetOrAdd(scheme, Create);
        }
    }

    private (JwtValidator Validator, KeySource Keys) Create(string scheme)
    {
        var settings = options.Get(scheme);
        var keys = new KeySource(scheme, settings, time, logger);
        return (new JwtValidator(settings, keys, time), keys);
    }
}
