using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Security.Access;

/// <summary>Says why a caller is not let in: 401 with how to authenticate, or 403 with what is missing; and tells the auditor.</summary>
internal sealed class Refusals(Challenges challenges, Audit audit)
{
    /// <summary>The failure for a request that satisfies none of the rules.</summary>
    public AgentException Of(HttpContext http, IReadOnlyList<Rule> rules, IReadOnlyList<SchemeCheck> checks, Answers answers)
    {
        var known = answers.Identities();
        foreach (var rule in rules)
        {
            if (rule.Missing(known) is { Count: > 0 } missing)
            {
                var caller = known[rule.Parts[0].Scheme]!;
                return Forbidden(caller.Owner, $"call {http.Request.Path}", rule, missing);
            }
        }

        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var scheme = 0; scheme < checks.Count; scheme++)
        {
            if (answers[scheme]?.Failure is { } failure)
            {
                failures[checks[scheme].Name] = failure.Message;
            }
        }

        audit.NotAuthenticated(http, failures);
        return Unauthenticated([.. rules.Select(static rule => rule.Requirement)], failures);
    }

    /// <summary>The failure for a caller who is known and lacks scopes.</summary>
    public AgentException Forbidden(string caller, string action, Rule rule, IReadOnlyList<string> missing)
    {
        var scopes = string.Join(", ", missing);
        audit.Denied(Audit.Clip(caller), Audit.Clip(action), $"the scope {scopes} is missing");
        return new AgentException(AgentError.PermissionDenied, missing.Count == 1
            ? $"This needs the scope {scopes}, which the credential does not have."
            : $"This needs the scopes {scopes}, which the credential does not have.")
        {
            Challenges = challenges.ForScopes(rule.Requirement),
        };
    }

    /// <summary>The caller, whose credentials have to agree on the tenant.</summary>
    /// <exception cref="AgentException">They do not.</exception>
    public Caller OneTenant(Caller caller)
    {
        if (caller.Tenants.Count <= 1)
        {
            return caller;
        }

        const string Why = "The credentials belong to different tenants.";
        audit.Denied(Audit.Clip(caller.Owner), "act for several tenants", Why);
        throw new AgentException(AgentError.PermissionDenied, Why);
    }

    /// <summary>The failure for a caller who is not known, or not by the schemes that are needed.</summary>
    public AgentException Unauthenticated(IReadOnlyList<SecurityRequirement> requirements, IReadOnlyDictionary<string, string> failures)
    {
        var why = failures.Count == 0
            ? "A credential is required"
            : $"The request is not authenticated: {Audit.Join(failures)}";
        return new AgentException(AgentError.Unauthenticated, $"{why}. This takes {challenges.Describe(requirements)}.")
        {
            Challenges = challenges.For(requirements, failures),
        };
    }
}
