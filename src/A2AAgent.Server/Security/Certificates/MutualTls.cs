using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Security.Tls;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>From the settings of a <c>mutualTls</c> scheme to what authenticates by it.</summary>
internal static class MutualTls
{
    /// <exception cref="AgentConfigurationException">A setting is wrong, or no certificate could ever be accepted.</exception>
    public static ISchemeAuthenticator Create(PlannedScheme scheme, AgentOptions options, CertificateFeature? feature)
    {
        var rules = new SubjectRules(new AllowList([.. scheme.Options.Allow], scheme.Setting("Allow")));
        var source = SchemeSettings.OneOf(scheme.Setting("Source"), SchemeSettings.First(scheme.Options.Source, null, "connection"), "connection", "forwarded");
        if (source == "forwarded")
        {
            return new ForwardedCertificates(scheme.Name, rules, new TrustedProxies([.. scheme.Options.TrustedProxies], scheme.Setting("TrustedProxies")));
        }

        if (scheme.Options.TrustedProxies.Count > 0)
        {
            throw new AgentConfigurationException($"{scheme.Setting("TrustedProxies")} is set, but {scheme.Setting("Source")} is connection; set that to forwarded to believe these proxies.");
        }

        return options.Tls.ClientCertificates != ClientCertificates.None
            ? (feature ?? throw AgentFeatures.WithoutCertificates(scheme.Name)).Create(scheme.Name, rules)
            : throw new AgentConfigurationException(
                $"{scheme.Setting("Source")} is connection, but clients are not asked for certificates; set Agent:Tls:ClientCertificates to Allow or Require, or the source to forwarded if a proxy ends TLS.");
    }
}
