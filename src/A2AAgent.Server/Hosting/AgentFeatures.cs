using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Operations.Idempotency;
using A2AAgent.Server.Push;
using A2AAgent.Server.Security;
using A2AAgent.Server.Security.Certificates;
using A2AAgent.Server.Security.Jwt;
using A2AAgent.Server.Security.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace A2AAgent.Server;

/// <summary>
/// Adds what an agent declares beside its skills; called by generated code, so that the rest stays out of a trimmed binary. What is to be declared in the settings alone is named in the project file, as <c>AgentFeatures</c>.
/// </summary>
public sealed class AgentFeatures
{
    private const string Tokens = "Tokens";
    private const string Tls = "Tls";
    private const string Idempotency = "Idempotency";
    private const string Manifests = "Manifests";

    private readonly IServiceCollection _services;
    private readonly AgentOptions _options;
    private readonly bool _development;

    internal AgentFeatures(IServiceCollection services, AgentOptions options, bool development) =>
        (_services, _options, _development) = (services, options, development);

    /// <summary>Adds push notifications (specification, section 4.3).</summary>
    public void AddPushNotifications() => PushRegistration.Add(_services, _options, _development);

    /// <summary>Adds the schemes whose credentials are tokens: HTTP bearer, OAuth 2.0 and OpenID Connect (sections 4.5.3 to 4.5.5).</summary>
    public void AddTokens() => _services.TryAddSingleton(new TokenFeature(JwtAuthenticator.Create));

    /// <summary>Adds TLS that the agent itself ends, and client certificates with it (section 4.5.6).</summary>
    public void AddTls()
    {
        _services.TryAddSingleton(new CertificateFeature(static (scheme, rules) => new ConnectionCertificates(scheme, rules)));
        _services.TryAddSingleton<IServerTls, ServerTls>();
    }

    /// <summary>Adds what the project file names.</summary>
    internal void AddNamed()
    {
        if (FeatureSwitches.Tokens)
        {
            AddTokens();
        }

        if (FeatureSwitches.Tls)
        {
            AddTls();
        }
    }

    /// <summary>Puts idempotency in front of the agent's service when the settings ask for it.</summary>
    /// <exception cref="AgentConfigurationException">The binary has none.</exception>
    internal void AddIdempotency()
    {
        if (!_options.Tasks.Idempotency)
        {
            return;
        }

        if (FeatureSwitches.Idempotency)
        {
            IdempotencyRegistration.Add(_services);
        }
        else
        {
            throw Without("Agent:Tasks:Idempotency is set", Idempotency, "");
        }
    }

    internal static AgentConfigurationException WithoutTokens(string scheme) =>
        Without($"The scheme '{scheme}' takes tokens", Tokens, "declare it with an attribute on the agent, or ");

    internal static AgentConfigurationException WithoutCertificates(string scheme) =>
        Without($"The scheme '{scheme}' takes certificates of connections", Tls, "declare it with an attribute on the agent, or ");

    internal static AgentConfigurationException WithoutTls() => Without("Agent:Tls is set", Tls, "");

    internal static AgentConfigurationException WithoutManifests() =>
        Without("'manifests' is a command", Manifests, "run it where the sources are, with `dotnet run -- manifests`, or ");

    private static AgentConfigurationException Without(string what, string feature, string otherwise) => new(
        $"{what}, which this binary was published without: {otherwise}set <AgentFeatures>{feature}</AgentFeatures> in the project file, and publish it again.");
}
