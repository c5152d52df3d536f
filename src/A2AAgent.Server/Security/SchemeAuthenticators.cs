using A2AAgent.Protocol;
using A2AAgent.Server.Security.Access;

namespace A2AAgent.Server.Security;

/// <summary>The agent's own authenticators, one per scheme, made when first asked for: a scheme that the application has replaced has none.</summary>
internal sealed class SchemeAuthenticators(SecurityPlan plan, Challenges challenges, IServiceProvider services) : IDisposable
{
    private readonly Dictionary<string, ISchemeAuthenticator> _made = new(StringComparer.Ordinal);
    private readonly Lock _making = new();

    /// <exception cref="AgentConfigurationException">The scheme could never accept anybody.</exception>
    public ISchemeAuthenticator this[string scheme]
    {
        get
        {
            lock (_making)
            {
                if (!_made.TryGetValue(scheme, out var made))
                {
                    _made[scheme] = made = SchemeRegistration.Create(plan.Schemes.First(planned => planned.Name == scheme), services);
                }

                return made;
            }
        }
    }

    public string Challenge(string scheme) => challenges.Of(scheme);

    public void Dispose()
    {
        foreach (var made in _made.Values)
        {
            (made as IDisposable)?.Dispose();
        }
    }
}
