using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Model;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads an [OAuth2Security] attribute.</summary>
internal sealed class FlowParser(Findings findings)
{
    private const string AuthorizationUrl = "AuthorizationUrl", DeviceAuthorizationUrl = "DeviceAuthorizationUrl", TokenUrl = "TokenUrl";

    // By the enumeration's values.
    private static readonly Grant[] Grants =
    [
        new("authorizationCode", "authorization code", [AuthorizationUrl, TokenUrl]),
        new("clientCredentials", "client credentials", [TokenUrl]),
        new("deviceCode", "device code", [DeviceAuthorizationUrl, TokenUrl]),
    ];

    public OAuth2SchemeModel? Parse(AttributeReader attribute)
    {
        var grant = Grants.ElementAtOrDefault(attribute.NumberAt(1) ?? 0) ?? Grants[0];
        var hasAddresses = CheckAddresses(grant, attribute);
        var hasScopes = CheckScopes(attribute);
        return hasAddresses && hasScopes
            ? new(attribute.First, attribute.Text("Description"), Flow(grant, attribute), attribute.Text("MetadataUrl"))
            : null;
    }

    private static FlowModel Flow(Grant grant, AttributeReader attribute) => new(
        grant.Field,
        grant.Address(AuthorizationUrl, attribute),
        grant.Address(DeviceAuthorizationUrl, attribute),
        grant.Address(TokenUrl, attribute),
        attribute.Text("RefreshUrl"),
        attribute.Texts("Scopes").Select(Scope).ToEquatableArray(),
        grant == Grants[0] && attribute.Flag("PkceRequired", otherwise: true));

    private bool CheckAddresses(Grant grant, AttributeReader attribute)
    {
        var all = new[] { AuthorizationUrl, DeviceAuthorizationUrl, TokenUrl, "RefreshUrl", "MetadataUrl" };
        var wrong = all.Count(property => !Addresses.Check(property, attribute, findings));
        var missing = grant.Needs.Where(property => attribute.Text(property).Length == 0).ToList();
        foreach (var property in missing)
        {
            findings.Report(Descriptors.FlowAddress, attribute.LocationOf(property), grant.Name, attribute.First, property);
        }

        return wrong + missing.Count == 0;
    }

    private bool CheckScopes(AttributeReader attribute)
    {
        var scopes = attribute.Texts("Scopes");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var areRight = true;
        for (var i = 0; i < scopes.Count; i++)
        {
            var name = Scope(scopes[i]).Name;
            if (!Formats.IsScope(name) || !seen.Add(name))
            {
                areRight = false;
                findings.Report(Descriptors.Scope, attribute.LocationOf("Scopes", i), scopes[i]);
            }
        }

        return areRight;
    }

    // A scope may have a colon in it, as in read:expenses; one with a space behind it ends the name.
    private static ScopeModel Scope(string text)
    {
        var end = text.IndexOf(": ", StringComparison.Ordinal);
        return end < 0 ? new(text, "") : new(text.Substring(0, end), text.Substring(end + 2).Trim());
    }

    private sealed record Grant(string Field, string Name, string[] Needs)
    {
        public string Address(string property, AttributeReader attribute) => Needs.Contains(property, StringComparer.Ordinal) ? attribute.Text(property) : "";
    }
}
