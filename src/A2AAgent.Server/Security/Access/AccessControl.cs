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
    private readonly bool[] _ofSkills = [];
    private readonly Refusals _refusals;

    /// <exception cref="AgentConfigurationException">A scheme could never accept anybody.</exception>
    public AccessControl(SecurityPlan plan, SchemeAuthenticators own, Refusals refusals, IServiceProvider services)
    {
        _refusals = refusals;
        if (plan.Schemes.Count == 0)
        {
            return;
        }

        var ofSkills = Names(plan.Skills.Values.SelectMany(static demanded => demanded));
        var ofAgent = Names(plan.Requirements);
        var named = plan.Schemes.Where(scheme => ofAgent.Contains(scheme.Name) || ofSkills.Contains(scheme.Name)).ToArray();
        var handlers = services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.SchemeMap;

        // Of all schemes, also of those that no requirement names: the card shows them.
        var checks = plan.Schemes.Select(scheme => new SchemeCheck(scheme, handlers[scheme.Name].HandlerType == typeof(AgentSchemeHandler) ? own[scheme.Name] : null)).ToArray();
        _checks = [.. checks.Where(check => named.Any(scheme => scheme.Name == check.Name))];

        // Whoever has a credential is known by it, also where anonymous callers are let in.
        var rules = plan.Requirements.Select(requirement => new Rule(requirement, named)).ToArray();
        _rules = [.. rules.Where(static rule => !rule.IsEmpty), .. rules.Where(static rule => rule.IsEmpty)];
        _ofSkills = Array.ConvertAll(named, scheme => ofSkills.Contains(scheme.Name));
    }

    /// <summary>Finds out who calls and sets <see cref="HttpContext.User"/>. Costs nothing when the agent has no scheme.</summary>
    /// <exception cref="AgentException">The caller is not known or may not call.</exception>
    public ValueTask AdmitAsync(HttpContext http) => (_rules, _checks) switch
    {
        ([], _) => default,
        ([{ Parts: [var only] }], [_]) => CheckOneAsync(http, only),
        _ => CheckAsync(http),
    };

    /// <summary>The short way for the agent that has one scheme.</summary>
    private async ValueTask CheckOneAsync(HttpContext http, RulePart part)
    {
        var result = await _checks[0].AskAsync(http);
        if (!result.Succeeded || result.Principal is not Caller caller || !part.IsSatisfiedBy(caller.Known[0]))
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
                for (var scheme = 0; scheme < _ofSkills.Length; scheme++)
                {
                    if (_ofSkills[scheme])
                    {
                        await AskAsync(scheme, answers, http);
                    }
                }

                Enter(rule, answers, http);
                return;
            }
        }

        throw _refusals.Of(http, _rules, _checks, answers);
    }

    private async ValueTask<bool> IsSatisfiedAsync(Rule rule, Answers answers, HttpContext http)
    {
        foreach (var part in rule.Parts)
        {
            await AskAsync(part.Scheme, answers, http);
            if (answers.Identity(part.Scheme) is not { } identity || !part.IsSatisfiedBy(identity))
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

    /// <summary>The caller has an identity for each scheme that knows it; the first is the one that owns what the caller creates.</summary>
    private void Enter(Rule rule, Answers answers, HttpContext http)
    {
        var known = new List<CallerIdentity>(_checks.Length);
        foreach (var part in rule.Parts)
        {
            known.Add(answers.Identity(part.Scheme)!);
        }

        for (var scheme = 0; scheme < _checks.Length; scheme++)
        {
            if (answers.Identity(scheme) is { } identity && !known.Contains(identity))
            {
                known.Add(identity);
            }
        }

        if (known.Count > 0)
        {
            http.User = known.Count == 1 ? known[0].Caller : _refusals.OneTenant(new Caller([.. known]));
        }
    }

    private static HashSet<string> Names(IEnumerable<SecurityRequirement> requirements) =>
        requirements.SelectMany(static requirement => requirement.Schemes.Keys).ToHashSet(StringComparer.Ordinal);
}
