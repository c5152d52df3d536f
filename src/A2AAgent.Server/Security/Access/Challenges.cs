using System.Text;
using A2AAgent.Protocol;
using A2AAgent.Server.Operations;

namespace A2AAgent.Server.Security.Access;

/// <summary>
/// Writes <c>WWW-Authenticate</c>, one challenge per scheme: for tokens as RFC 6750 says; keys and certificates have no registered name
/// of their own, and theirs tell people what is missing.
/// </summary>
internal sealed class Challenges(SecurityPlan plan, AgentDefinition definition)
{
    private readonly string _realm = Quote(definition.Card.Name);
    private readonly Dictionary<string, PlannedScheme> _schemes = plan.Schemes.ToDictionary(static scheme => scheme.Name, StringComparer.Ordinal);

    public string Of(string scheme) => Begin(_schemes[scheme]);

    /// <summary>Challenges of the schemes that any of the requirements names.</summary>
    /// <param name="requirements">What the caller could satisfy.</param>
    /// <param name="failures">Why a credential of a scheme was not accepted.</param>
    public List<string> For(IReadOnlyList<SecurityRequirement> requirements, IReadOnlyDictionary<string, string> failures)
    {
        var challenges = new List<string>();
        foreach (var requirement in requirements)
        {
            foreach (var (name, scopes) in requirement.Schemes)
            {
                Add(challenges, For(_schemes[name], scopes, failures.GetValueOrDefault(name)));
            }
        }

        return challenges;
    }

    private string For(PlannedScheme scheme, IReadOnlyList<string> scopes, string? failure)
    {
        if (!scheme.IsBearer)
        {
            return Begin(scheme);
        }

        var error = failure is null ? "" : $", error=\"invalid_token\", error_description={Quote(failure)}";
        return Begin(scheme) + error + Scopes(scopes);
    }

    /// <summary>The challenges for a caller who is known and lacks scopes (RFC 6750, section 3.1).</summary>
    public List<string> ForScopes(SecurityRequirement requirement)
    {
        var challenges = new List<string>();
        foreach (var (name, scopes) in requirement.Schemes)
        {
            if (_schemes[name] is { IsBearer: true } scheme)
            {
                Add(challenges, $"{Begin(scheme)}, error=\"insufficient_scope\"{Scopes(scopes)}");
            }
        }

        return challenges;
    }

    /// <summary>What the caller may send, in words.</summary>
    public string Describe(IReadOnlyList<SecurityRequirement> requirements) =>
        string.Join(" or ", requirements.Where(static requirement => requirement.Schemes.Count > 0)
            .Select(requirement => string.Join(" with ", requirement.Schemes.Keys.Select(name => Describe(_schemes[name])))).Distinct(StringComparer.Ordinal));

    private static string Describe(PlannedScheme scheme) => scheme.Declared switch
    {
        ApiKeySecurityScheme { Location: "query" } key => $"an API key in the query parameter {key.Name}",
        ApiKeySecurityScheme key => $"an API key in the {key.Location} {key.Name}",
        MutualTlsSecurityScheme => "a client certificate",
        _ => "a bearer token",
    };

    private string Begin(PlannedScheme scheme) => scheme.Declared switch
    {
        ApiKeySecurityScheme key => $"ApiKey realm={_realm}, in={Quote(key.Location)}, name={Quote(key.Name)}",
        MutualTlsSecurityScheme => $"MutualTLS realm={_realm}",
        _ => $"Bearer realm={_realm}",
    };

    private static string Scopes(IReadOnlyList<string> scopes) => scopes.Count == 0 ? "" : $", scope={Quote(string.Join(' ', scopes))}";

    private static void Add(List<string> challenges, string challenge)
    {
        if (!challenges.Contains(challenge, StringComparer.Ordinal))
        {
            challenges.Add(challenge);
        }
    }

    /// <summary>A quoted string of RFC 9110; headers are ASCII.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            quoted.Append(c is >= ' ' and <= '~' and not ('"' or '\\') ? c : c is '"' or '\\' ? '\'' : '?');
        }

        return quoted.Append('"').ToString();
    }
}
