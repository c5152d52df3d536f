using A2AAgent.Protocol;
using A2AAgent.Server.Proxies;
using A2AAgent.Server.Push;
using A2AAgent.Server.Security.Tls;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Server.Configuration;

/// <summary>Refuses settings that do not exist: a limit, a tenant or a requirement with a typing error would otherwise be none.</summary>
internal static class StrictSettings
{
    /// <summary>Settings of a package of its own, which reads and checks them.</summary>
    private const string OfPostgres = "Postgres";

    private static readonly string[] Names =
    [
        nameof(AgentOptions.PublicUrl), nameof(AgentOptions.PublicGrpcAddress), nameof(AgentOptions.BindAddress), nameof(AgentOptions.Ports), nameof(AgentOptions.Tls),
        nameof(AgentOptions.Security), nameof(AgentOptions.Tenants), nameof(AgentOptions.Tasks), nameof(AgentOptions.Limits), nameof(AgentOptions.Signing),
        nameof(AgentOptions.Push), nameof(AgentOptions.Card), nameof(AgentOptions.Compatibility), nameof(AgentOptions.ForwardedHeaders),
        nameof(AgentOptions.Metrics),
    ];

    /// <summary>What the binder takes a text for nothing in: without a list of tenants every tenant is served.</summary>
    private static readonly string[] Groups =
    [
        nameof(AgentOptions.Ports), nameof(AgentOptions.Tls), nameof(AgentOptions.Security), "Security:Schemes", "Security:Skills", nameof(AgentOptions.Tenants),
        nameof(AgentOptions.Tasks), nameof(AgentOptions.Limits), "Limits:Rate", nameof(AgentOptions.Signing), "Signing:Keys", nameof(AgentOptions.Push), "Push:AllowedNetworks",
        nameof(AgentOptions.Card), "Card:Extended", nameof(AgentOptions.Compatibility), nameof(AgentOptions.ForwardedHeaders), "ForwardedHeaders:TrustedProxies",
        nameof(AgentOptions.Metrics),
    ];

    /// <exception cref="AgentConfigurationException">A setting does not exist, or has a wrong value.</exception>
    public static void Check(IConfigurationSection agent)
    {
        RefuseText(agent);
        foreach (var group in Groups)
        {
            RefuseText(agent.GetSection(group));
        }

        foreach (var setting in agent.GetChildren())
        {
            if (!Names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new AgentConfigurationException($"{setting.Path} is not a setting; there are {string.Join(", ", Names)}.");
            }
        }

        Check(agent, nameof(AgentOptions.Ports), static section => section.Bind(new PortOptions(), Strictly));
        Check(agent, nameof(AgentOptions.Tls), static section => section.Bind(new TlsOptions(), Strictly));
        Check(agent, nameof(AgentOptions.Security), static section => section.Bind(new SecurityOptions(), Strictly));
        Check(agent, nameof(AgentOptions.Tasks), static section => WithoutPostgres(section).Bind(new TaskOptions(), Strictly));
        Check(agent, nameof(AgentOptions.Limits), static section => section.Bind(new LimitOptions(), Strictly));
        Check(agent, nameof(AgentOptions.Signing), static section => section.Bind(new SigningOptions(), Strictly));
        Check(agent, nameof(AgentOptions.Push), static section => section.Bind(new PushOptions(), Strictly));
        Check(agent, nameof(AgentOptions.Card), static section => section.Bind(new CardOptions(), Strictly));
        Check(agent, nameof(AgentOptions.ForwardedHeaders), static section => section.Bind(new ForwardedHeadersOptions(), Strictly));
        Check(agent, nameof(AgentOptions.Compatibility), static section => section.Bind(new CompatibilityOptions(), Strictly));
        Check(agent, nameof(AgentOptions.Metrics), static section => section.Bind(new MetricsOptions(), Strictly));
    }

    private static void Check(IConfigurationSection agent, string name, Action<IConfigurationSection> bind)
    {
        var section = agent.GetSection(name);
        try
        {
            bind(section);
        }
        catch (InvalidOperationException e)
        {
            throw new AgentConfigurationException(BinderFailure.Unknown(e, section.Path), e);
        }
    }

    private static void RefuseText(IConfigurationSection group)
    {
        if (!string.IsNullOrWhiteSpace(group.Value))
        {
            throw new AgentConfigurationException($"{group.Path} is '{group.Value}'; it must be a list, for example {group.Path}:0, or have settings below it.");
        }
    }

    private static IConfigurationRoot WithoutPostgres(IConfigurationSection tasks)
    {
        var others = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in tasks.AsEnumerable(makePathsRelative: true))
        {
            if (!key.Split(ConfigurationPath.KeyDelimiter)[0].Equals(OfPostgres, StringComparison.OrdinalIgnoreCase))
            {
                others[key] = value;
            }
        }

        return new ConfigurationBuilder().AddInMemoryCollection(others).Build();
    }

    private static void Strictly(BinderOptions binder) => binder.ErrorOnUnknownConfiguration = true;
}
