using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads the [RequireSecurity] attributes of an agent and its skills, and holds them against the schemes that it declares.</summary>
internal sealed class RequirementParser(Findings findings)
{
    // Null for a scheme whose scopes nobody can tell: they are in the tokens.
    private readonly Dictionary<string, ISet<string>?> _scopes = new(StringComparer.Ordinal);

    /// <param name="model">Null when the declaration has mistakes.</param>
    public void Declare(string scheme, AttributeData declaration, SchemeModel? model) =>
        _scopes[scheme] = declaration.Is(KnownNames.MutualTlsSecurityAttribute) ? new HashSet<string>(StringComparer.Ordinal) : Scopes(model as OAuth2SchemeModel);

    /// <summary>What the attributes of a class or method demand: alternatives, in the order of their declaration.</summary>
    public EquatableArray<RequirementModel> Parse(ISymbol symbol) => symbol.GetAttributes()
        .Where(data => data.Is(KnownNames.RequireSecurityAttribute))
        .Select(data => Parse(new AttributeReader(data)))
        .OfType<RequirementModel>()
        .ToEquatableArray();

    private static ISet<string>? Scopes(OAuth2SchemeModel? scheme) => scheme is { Flow.Scopes.Count: > 0 }
        ? new HashSet<string>(scheme.Flow.Scopes.Select(scope => scope.Name), StringComparer.Ordinal)
        : null;

    private RequirementModel? Parse(AttributeReader attribute)
    {
        var and = attribute.Text("And");
        var isKnown = Check(attribute.First, attribute.FirstLocation);
        if (and.Length > 0)
        {
            isKnown &= Check(and, attribute.LocationOf("And"));
        }

        if (!CheckScopes(attribute) || !isKnown)
        {
            return null;
        }

        var first = new RequiredSchemeModel(attribute.First, attribute.TextsAt(1).ToEquatableArray());
        return and.Length == 0 || and == attribute.First
            ? new(new[] { first }.ToEquatableArray())
            : new(new[] { first, new(and, EquatableArray<string>.Empty) }.ToEquatableArray());
    }

    private bool Check(string scheme, Location? location)
    {
        if (!Formats.IsSchemeName(scheme))
        {
            findings.Report(Descriptors.SchemeName, location, scheme);
            return false;
        }

        // Without declared schemes all of them are in the configuration, which is read at start-up.
        if (_scopes.Count > 0 && !_scopes.ContainsKey(scheme))
        {
            findings.Report(Descriptors.UnknownScheme, location, scheme, string.Join(", ", _scopes.Keys));
        }

        return true;
    }

    private bool CheckScopes(AttributeReader attribute)
    {
        _scopes.TryGetValue(attribute.First, out var declared);
        var areRight = true;
        var scopes = attribute.TextsAt(1);
        for (var i = 0; i < scopes.Count; i++)
        {
            if (!Formats.IsScope(scopes[i]))
            {
                areRight = false;
                findings.Report(Descriptors.Scope, attribute.LocationAt(i + 1), scopes[i]);
            }
            else if (declared is { Count: 0 })
            {
                findings.Report(Descriptors.NoScopes, attribute.LocationAt(i + 1), scopes[i], attribute.First);
            }
            else if (declared?.Contains(scopes[i]) == false)
            {
                findings.Report(Descriptors.UnknownScope, attribute.LocationAt(i + 1), scopes[i], attribute.First, string.Join(", ", declared));
            }
        }

        return areRight;
    }
}
