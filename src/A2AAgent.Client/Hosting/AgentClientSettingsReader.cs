using System.Globalization;
using System.Text.Json;
using A2AAgent.Client.Cards;
using A2AAgent.Client.Directory;
using A2AAgent.Client.Resilience;
using A2AAgent.Protocol.Signing;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Client.Hosting;

/// <summary>Reads the settings of an agent's client, and says which of them is wrong.</summary>
internal static class AgentClientSettingsReader
{
    public const string Section = "Agents";

    private static readonly string[] Bindings = [ProtocolBindings.JsonRpc, ProtocolBindings.HttpJson, ProtocolBindings.Grpc];

    /// <summary>Puts the settings onto the options.</summary>
    /// <exception cref="AgentConfigurationException">A setting is wrong.</exception>
    public static void Apply(IConfigurationSection section, AgentClientOptions options)
    {
        var settings = Bind(section, options.Resilience);
        Replace(options.Bindings, settings.Bindings);
        Replace(options.Extensions, settings.Extensions);
        foreach (var (name, value) in settings.Headers ?? [])
        {
            options.Headers[name] = value;
        }

        HeaderRules.Check(options.Headers, (name, problem) => new AgentConfigurationException($"{section.Path}:Headers:{name} {problem}"));
        options.MaxResponseBytes = settings.MaxResponseBytes ?? options.MaxResponseBytes;
        if (options.MaxResponseBytes < 1)
        {
            throw new AgentConfigurationException(string.Create(CultureInfo.InvariantCulture, $"{section.Path}:MaxResponseBytes is {options.MaxResponseBytes}; it must be 1 or more."));
        }

        options.Trust = settings.Trust is { } trust ? Trust(section.GetSection(nameof(settings.Trust)), trust) : options.Trust;
        options.Credentials = settings.Credentials is { } credentials ? CredentialSettingsReader.Read($"{section.Path}:Credentials", credentials) : options.Credentials;
        if (options.Bindings.FirstOrDefault(static binding => !Bindings.Contains(binding, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new AgentConfigurationException($"{section.Path}:Bindings has '{unknown}'; there are {string.Join(", ", Bindings)}.");
        }

        ResilienceRules.Check(options.Resilience, (name, problem) => new AgentConfigurationException($"{section.Path}:Resilience:{name} {problem}"));
    }

    /// <summary>Where the agent is, as the settings say; null when they do not.</summary>
    /// <exception cref="AgentConfigurationException">A setting is wrong.</exception>
    public static AgentAddress? Address(IConfigurationSection section)
    {
        var settings = Bind(section, new ResilienceOptions());
        var given = new[] { settings.Url is { Length: > 0 }, settings.Kubernetes is not null, settings.Dapr is not null, settings.Directory is not null }.Count(static one => one);
        return given > 1
            ? throw new AgentConfigurationException($"{section.Path} has more than one of Url, Kubernetes, Dapr and Directory; an agent is found in one way.")
            : settings switch
            {
                { Url: { Length: > 0 } url } => AddressSettings.Url($"{section.Path}:Url", url),
                { Kubernetes: { } kubernetes } => AddressSettings.Kubernetes($"{section.Path}:Kubernetes", kubernetes),
                { Dapr: { } dapr } => AddressSettings.Dapr($"{section.Path}:Dapr", dapr),
                _ => null,
            };
    }

    /// <summary>What the agents must have that a directory is to find; null when the settings do not say so.</summary>
    /// <exception cref="AgentConfigurationException">A setting is wrong.</exception>
    public static AgentQuery? Query(IConfigurationSection section) => Bind(section, new ResilienceOptions()).Directory is not { } query
        ? null
        : new[] { query.Name, query.Skill, query.Tag }.All(string.IsNullOrEmpty)
        ? throw new AgentConfigurationException($"{section.Path}:Directory says nothing; it must have at least one of Name, Skill and Tag.")
        : new AgentQuery { Name = query.Name, Skill = query.Skill, Tag = query.Tag };

    private static AgentClientSettings Bind(IConfigurationSection section, ResilienceOptions resilience)
    {
        var settings = new AgentClientSettings { Resilience = resilience };
        try
        {
            section.Bind(settings, static binder => binder.ErrorOnUnknownConfiguration = true);
            return settings;
        }
        catch (InvalidOperationException e)
        {
            throw new AgentConfigurationException($"{section.Path} has a setting that does not exist or has a wrong value: {e.Message}", e);
        }
    }

    private static AgentCardTrust Trust(IConfigurationSection section, TrustSettings settings) => settings switch
    {
        { KeysFile: { Length: > 0 } file, KeySetUrls: null or [] } => AgentCardTrust.SignedBy(Keys(section, file)),
        { KeysFile: null or "", KeySetUrls: { Count: > 0 } urls } => AgentCardTrust.SignedByKeysAt([.. urls.Select((url, i) => Https(section, url, i))]),
        _ => throw new AgentConfigurationException($"{section.Path} must have either KeysFile, a file with a JSON Web Key Set, or KeySetUrls, the addresses of such sets."),
    };

    private static JsonWebKeySet Keys(IConfigurationSection section, string file)
    {
        try
        {
            return new FileInfo(file).Length <= JsonWebKeySet.MaxBytes
                ? JsonWebKeySet.FromUtf8(File.ReadAllBytes(file))
                : throw new JsonException($"it is larger than {JsonWebKeySet.MaxBytes} bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new AgentConfigurationException($"{section.Path}:KeysFile is '{file}', which is no JSON Web Key Set: {e.Message}", e);
        }
    }

    private static Uri Https(IConfigurationSection section, string url, int index) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new AgentConfigurationException(string.Create(CultureInfo.InvariantCulture, $"{section.Path}:KeySetUrls:{index} is '{url}'; it must be an https URL."));

    private static void Replace(IList<string> list, List<string>? values)
    {
        if (values is { Count: > 0 })
        {
            list.Clear();
            values.ForEach(list.Add);
        }
    }
}
