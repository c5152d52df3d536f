using Microsoft.AspNetCore.Authentication;

namespace A2AAgent.Server.Security.Access;

/// <summary>What the schemes said about one request, each asked at most once.</summary>
internal readonly struct Answers(int schemes)
{
    private readonly AuthenticateResult?[] _results = new AuthenticateResult?[schemes];

    public AuthenticateResult? this[int scheme]
    {
        get => _results[scheme];
        set => _results[scheme] = value;
    }

    public CallerIdentity? Identity(int scheme) => _results[scheme] is { Succeeded: true, Principal.Identity: CallerIdentity identity } ? identity : null;

    public CallerIdentity?[] Identities()
    {
        var identities = new CallerIdentity?[_results.Length];
        for (var scheme = 0; scheme < identities.Length; scheme++)
        {
            identities[scheme] = Identity(scheme);
        }

        return identities;
    }

    public bool HasFailure => Array.Exists(_results, static result => result?.Failure is not null);
}
