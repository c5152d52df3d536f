using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace A2AAgent.Server.Security.ApiKeys;

/// <summary>The keys of a scheme as they are now, from the configuration and a mounted file. What is wrong after a change is logged and changes nothing.</summary>
internal sealed class ApiKeyRing : IDisposable
{
    private readonly PlannedScheme _scheme;
    private readonly IConfiguration _section;
    private readonly ILogger _logger;
    private readonly WatchedFiles<IReadOnlyDictionary<string, ApiKeyOptions>>? _file;
    private readonly IDisposable _changes;
    private static readonly Dictionary<string, ApiKeyOptions> NoKeys = new(StringComparer.Ordinal);

    private readonly Lock _making = new();
    private ApiKeySet _current;

    /// <exception cref="AgentConfigurationException">There are no keys, or one is incomplete.</exception>
    public ApiKeyRing(PlannedScheme scheme, IConfiguration configuration, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        (_scheme, _logger) = (scheme, logger);
        _section = configuration.GetSection($"{AgentOptions.Section}:Security:Schemes:{scheme.Name}");
        if (scheme.Options.KeysFile is { Length: > 0 } path)
        {
            _file = new WatchedFiles<IReadOnlyDictionary<string, ApiKeyOptions>>([path], scheme.Setting("KeysFile"), Read, interval, time, logger);
        }

        _current = Make(_file?.Current);
        if (_current.Count == 0)
        {
            _file?.Dispose();
            throw new AgentConfigurationException(
                $"The scheme '{scheme.Name}' has no keys, so it could never accept anybody: set {scheme.Setting("Keys")}:<name>:Sha256, or {scheme.Setting("KeysFile")}.");
        }

        if (_file is not null)
        {
            // Faults are the file's to report.
            _file.Changed = _ => Update();
        }

        _changes = ChangeToken.OnChange(configuration.GetReloadToken, Reload);

        // What changed since the first look has told nobody.
        Update();
    }

    public ApiKeySet Current => Volatile.Read(ref _current);

    public void Dispose()
    {
        _changes.Dispose();
        _file?.Dispose();
    }

    /// <summary>The configuration changes as a whole: most of the times it was something else.</summary>
    private void Reload()
    {
        try
        {
            Update();
        }
        catch (Exception e) when (e is AgentConfigurationException or InvalidOperationException or ArgumentException)
        {
            Log.FileNotReloaded(_logger, e, _scheme.Setting("Keys"));
        }
    }

    private void Update()
    {
        lock (_making)
        {
            Volatile.Write(ref _current, Make(_file?.Current));
        }
    }

    /// <summary>Checks the keys of the file by themselves, so that a wrong file is refused as one.</summary>
    private IReadOnlyDictionary<string, ApiKeyOptions> Read(IReadOnlyList<byte[]> files)
    {
        var keys = ApiKeyFile.Read(files[0]);
        _ = new ApiKeySet(_scheme.Name, _scheme.Setting("KeysFile"), keys);
        return keys;
    }

    private ApiKeySet Make(IReadOnlyDictionary<string, ApiKeyOptions>? file)
    {
        var bound = new SecuritySchemeOptions();
        _section.Bind(bound, static binder => binder.ErrorOnUnknownConfiguration = true);
        var keys = new Dictionary<string, ApiKeyOptions>(bound.Keys, StringComparer.Ordinal);
        foreach (var (name, key) in file ?? NoKeys)
        {
            if (!keys.TryAdd(name, key))
            {
                throw new AgentConfigurationException($"The key '{name}' is both in {_scheme.Setting("Keys")} and in {_scheme.Setting("KeysFile")}; its name must be unique.");
            }
        }

        return new ApiKeySet(_scheme.Name, _scheme.Setting("Keys"), keys);
    }
}
