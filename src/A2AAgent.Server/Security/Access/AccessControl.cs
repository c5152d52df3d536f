using A2AAgent.Protocol;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace A2AAgent.Server.Security.Access;

/// <summary>Lets a request in, or not, before anything else of it is looked at; and says who calls.</summary>
internal sealed class AccessControl
{
    private readonly SchemeCheck[] _checks = [];
    private readonly Rule[] _rules = [];
    private readonly int[] _ofSkills = [];
    private readonly Refusals _refusals;

    /// <exception cref="Configuration.AgentConfigurationException">A scheme could never accept anybody.</exception>
    public AccessControl(SecurityPlan plan, SchemeAuthenticators own, Refusals refusals, IServiceProvider services)
    {
        _refusals = refusals;
        if (plan.Schemes.Count == 0)
        {
            return;
        }

        var all = plan.Requirements.Concat(plan.Skills.Values.SelectMany(static demanded => demanded)).SelectMany(static requirement => requirement.Schemes.Keys);
        var named = plan.Schemes.IntersectBy(all, static scheme => scheme.Name, StringComparer.Ordinal).ToArray();
        var handlers = services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.SchemeMap;
        _checks = [.. named.Select(scheme => new SchemeCheck(scheme, handlers[scheme.Name].HandlerType == typeof(AgentSchemeHandler) ? own[scheme.Name] : null))];

        // Whoever has a credential is known by it, also where anonymous callers are let in.
        _rules = [.. plan.Requirements.Select(requirement => new Rule(requirement, named)).OrderBy(static rule => rule.IsEmpty)];
        var bySkills = plan.Skills.Values.SelectMany(static demanded => demanded).SelectMany(static requirement => requirement.Schemes.Keys).ToHashSet(StringComparer.Ordinal);
        _ofSkills = [.. Enumerable.Range(0, named.Length).Where(index => bySkills.Contains(named[index].Name))];
    }

    /// <summary>Finds out who calls and sets <see cref="HttpContext.User"/>. Costs nothing when the agent has no scheme.</summary>
    /// <exception cref="AgentException">The caller is not known or may not call.</exception>
    public ValueTask AdmitAsync(HttpContext http) => (_rules, _checks) switch
    {
        ([], _) => default,
        ([{ Parts: [var only] }], [_]) => CheckOneAsync(http, only.Scopes),
        _ => CheckAsync(http),
    };

    /// <summary>The short way for the agent that has one scheme.</summary>
    private async ValueTask CheckOneAsync(HttpContext http, string[] scopes)
    {
        var result = await _checks[0].AskAsync(http);
        if (!result.Succeeded || result.Principal is not Caller caller || !HasAll(caller.Known[0], scopes))
        {
            throw _refusals.Of(http, _rules, _checks, new Answers(1) { [0] = result });
        }

        http.User = caller;
    }

    private async ValueTask CheckAsync(HttpContext http)
    {
        var answers = new Answers(_checks.Length);
        foreach (var rule in _rules)
        {
            if (await IsSatisfiedAsync(rule, answers, http))
            {
                foreach (var scheme in _ofSkills)
                {
                    await AskAsync(scheme, answers, http);
                }

                Enter(rule, answers, http);
                return;
            }
        }

        throw _refusals.Of(http, _rules, _checks, answers);
    }

    private async ValueTask<bool> IsSatisfiedAsync(Rule rule, Answers answers, HttpContext http)
    {
        foreach (var (scheme, scopes) in rule.Parts)
        {
            await AskAsync(scheme, answers, http);
            if (answers.Identity(scheme) is not { } identity || !HasAll(identity, scopes))
            {
                return false;
            }
        }

        // A wrong credential is refused even where none is needed: its owner means to be known.
        return !rule.IsEmpty || !await FailsAsync(answers, http);
    }

    private async ValueTask<bool> FailsAsync(Answers answers, HttpContext http)
    {
        for (var scheme = 0; scheme < _checks.Length; scheme++)
        {
            await AskAsync(scheme, answers, http);
        }

        return answers.HasFailure;
    }

    private async ValueTask AskAsync(int scheme, Answers answers, HttpContext http) => answers[scheme] ??= await _checks[scheme].AskAsync(http);

    private static bool HasAll(CallerIdentity identity, string[] scopes)
    {
        foreach (var scope in scopes)
        {
            if (!identity.HasScope(scope))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The caller has an identity for each scheme that knows it; the first is the one that owns what the caller creates.</summary>
    private void Enter(Rule rule, Answers answers, HttpContext http)
    {
        if (_checks.Length == 1)
        {
            SetUser(http, answers[0]?.Principal as Caller);
            return;
        }

        var schemes = rule.Parts.Select(static part => part.Scheme).Concat(Enumerable.Range(0, _checks.Length)).Distinct();
        CallerIdentity[] known = [.. schemes.Select(answers.Identity).OfType<CallerIdentity>()];
        switch (known)
        {
            case []:
                break;
            case [var only]:
                SetUser(http, answers[Array.FindIndex(_checks, check => check.Name == only.AuthenticationType)]!.Principal as Caller);
                break;
            default:
                SetUser(http, _refusals.OneTenant(new Caller(known)));
                break;
        }
    }

    private static void SetUser(HttpContext http, Caller? caller)
    {
        if (caller is not null)
        {
            http.User = caller;
        }
    }
}
