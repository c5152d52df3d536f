using A2AAgent.Protocol;

namespace A2AAgent.Server.Security.Tls;

/// <summary>What must hold of <see cref="TlsOptions"/>: who sets one of them without the others believes in a protection that is not there.</summary>
internal static class TlsOptionsRules
{
    /// <exception cref="AgentConfigurationException">A setting is wrong.</exception>
    public static void Check(TlsOptions tls)
    {
        Defined("Protocols", tls.Protocols);
        Defined("ClientCertificates", tls.ClientCertificates);
        var asksClients = tls.ClientCertificates != ClientCertificates.None;
        var trusts = tls.ClientTrustFile is { Length: > 0 };
        if (!tls.Enabled)
        {
            RequireNothingElse(tls, asksClients || trusts);
        }
        else if (asksClients && !trusts)
        {
            throw new AgentConfigurationException(
                $"Agent:Tls:ClientCertificates is {tls.ClientCertificates}; set Agent:Tls:ClientTrustFile to the PEM file with the roots of the clients' certificates.");
        }
        else if (trusts && !asksClients)
        {
            throw new AgentConfigurationException("Agent:Tls:ClientTrustFile is set, but clients are not asked for certificates; set Agent:Tls:ClientCertificates to Allow or Require.");
        }
    }

    private static void RequireNothingElse(TlsOptions tls, bool clients)
    {
        if (clients || tls.KeyFile is { Length: > 0 })
        {
            throw new AgentConfigurationException("Agent:Tls has settings but no Agent:Tls:CertificateFile, so there would be no TLS; set it to the agent's certificate, a PEM file.");
        }
    }

    private static void Defined<T>(string name, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new AgentConfigurationException($"Agent:Tls:{name} is {value}; it must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }
}
