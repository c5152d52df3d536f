using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads the security schemes that an agent's attributes declare. One with a mistake is left out of the model.</summary>
internal sealed class SchemeParser(INamedTypeSymbol agent, Findings findings, RequirementParser requirements)
{
    // The configuration completes schemes by name, and its keys ignore case.
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public EquatableArray<SchemeModel> Parse() => agent.GetAttributes()
        .Select(Parse)
        .OfType<SchemeModel>()
        .ToEquatableArray();

    private SchemeModel? Parse(AttributeData data) => data.AttributeClass?.ToDisplayString() switch
    {
        KnownNames.ApiKeySecurityAttribute => Parse(data, ApiKey),
        KnownNames.BearerSecurityAttribute => Parse(data, Bearer),
        KnownNames.OAuth2SecurityAttribute => Parse(data, new FlowParser(findings).Parse),
        KnownNames.OpenIdConnectSecurityAttribute => Parse(data, OpenIdConnect),
        KnownNames.MutualTlsSecurityAttribute => Parse(data, MutualTls),
        _ => null,
    };

    private SchemeModel? Parse(AttributeData data, Func<AttributeReader, SchemeModel?> read)
    {
        var attribute = new AttributeReader(data);
        var isNamed = HasName(attribute);
        var scheme = read(attribute);
        requirements.Declare(attribute.First, data, scheme);
        return isNamed ? scheme : null;
    }

    private bool HasName(AttributeReader attribute)
    {
        if (!Formats.IsSchemeName(attribute.First))
        {
            findings.Report(Descriptors.SchemeName, attribute.FirstLocation, attribute.First);
            return false;
        }

        if (_names.Add(attribute.First))
        {
            return true;
        }

        findings.Report(Descriptors.DuplicateScheme, attribute.FirstLocation, attribute.First, agent.Name);
        return false;
    }

    private ApiKeySchemeModel? ApiKey(AttributeReader attribute)
    {
        var location = attribute.Number("In") switch
        {
            1 => "query",
            2 => "cookie",
            _ => "header",
        };
        var key = attribute.Text("Name", "X-API-Key");
        if (Formats.IsToken(key))
        {
            return new(attribute.First, attribute.Text("Description"), location, key);
        }

        findings.Report(Descriptors.ApiKeyName, attribute.LocationOf("Name"), key);
        return null;
    }

    private static BearerSchemeModel Bearer(AttributeReader attribute) =>
        new(attribute.First, attribute.Text("Description"), attribute.Text("BearerFormat", "JWT"));

    private OpenIdConnectSchemeModel? OpenIdConnect(AttributeReader attribute)
    {
        const int Url = 1;
        var url = attribute.TextAt(Url);
        if (Formats.IsWebAddress(url))
        {
            return new(attribute.First, attribute.Text("Description"), url);
        }

        findings.Report(Descriptors.WebAddress, attribute.LocationAt(Url), "OpenIdConnectUrl", url);
        return null;
    }

    private static MutualTlsSchemeModel MutualTls(AttributeReader attribute) => new(attribute.First, attribute.Text("Description"));
}
