using System.ComponentModel;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Push;
using A2AAgent.Server.Security;
using A2AAgent.Server.Security.Certificates;
using A2AAgent.Server.Security.Jwt;
using A2AAgent.Server.Security.Tls;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Hosting;

/// <summary>
/// What a native binary leaves out unless the agent declares it or its project names it in <c>AgentFeatures</c>: each is megabytes.
/// Used by generated code. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AgentFeatures
{
    private const string TokensName = "Tokens";
    private const string TlsName = "Tls";

    private static Func<PlannedScheme, IServiceProvider, ISchemeAuthenticator>? _tokens;
    private static Func<string, SubjectRules, ISchemeAuthenticator>? _certificates;
    private static Action<IServiceCollection>? _tls;
    private static Action<IServiceCollection>? _pushSender;

    /// <summary>The schemes whose credentials are tokens: HTTP bearer, OAuth 2.0 and OpenID Connect.</summary>
    public static void UseTokens() => _tokens = JwtAuthenticator.Create;

    /// <summary>TLS that the agent ends itself, and client certificates with it.</summary>
    public static void UseTls()
    {
        _certificates = static (scheme, rules) => new ConnectionCertificates(scheme, rules);
        _tls = static services => services.AddSingleton<IServerTls, ServerTls>();
    }

    /// <summary>Webhooks that receive the events of tasks.</summary>
    public static void UsePushNotifications() => _pushSender = PushRegistration.AddSender;

    /// <summary>What the project names.</summary>
    internal static void UseNamed()
    {
        if (FeatureSwitches.Tokens)
        {
            UseTokens();
        }

        if (FeatureSwitches.Tls)
        {
            UseTls();
        }
    }

    /// <exception cref="AgentConfigurationException">The binary has no tokens.</exception>
    internal static ISchemeAuthenticator Tokens(PlannedScheme scheme, IServiceProvider services) => _tokens is { } create
        ? create(scheme, services)
        : throw Missing($"The scheme '{scheme.Name}' takes tokens", TokensName, "declare it with an attribute on the agent, or ");

    /// <exception cref="AgentConfigurationException">The binary has no TLS.</exception>
    internal static ISchemeAuthenticator Certificates(string scheme, SubjectRules rules) => _certificates is { } create
        ? create(scheme, rules)
        : throw Missing($"The scheme '{scheme}' takes certificates of connections", TlsName, "declare it with an attribute on the agent, or ");

    /// <exception cref="AgentConfigurationException">The binary has no TLS.</exception>
    internal static void AddTls(IServiceCollection services)
    {
        var add = _tls ?? throw Missing("Agent:Tls is set", TlsName, "");
        add(services);
    }

    /// <remarks>Generated code has named the feature where the card declares it.</remarks>
    internal static void AddPushSender(IServiceCollection services) =>
        (_pushSender ?? throw new InvalidOperationException("The generated agent declares push notifications without naming the feature; build it again with the generator of the same version."))(services);

    private static AgentConfigurationException Missing(string what, string feature, string otherwise) => new(
        $"{what}, which this binary was published without: {otherwise}set <AgentFeatures>{feature}</AgentFeatures> in the project file, and publish it again.");
}
