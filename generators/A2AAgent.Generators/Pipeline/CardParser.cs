using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads what [Agent] and [AgentExtension] say about the agent as a whole.</summary>
internal sealed class CardParser(INamedTypeSymbol agent, SecurityModel security, Findings findings)
{
    public CardModel Parse(AttributeReader attribute)
    {
        CheckName(attribute);
        CheckDescription(attribute);
        CheckVersion(attribute);
        CheckProvider(attribute);
        Addresses.Check("OrganizationUrl", attribute, findings);
        Addresses.Check("DocumentationUrl", attribute, findings);
        Addresses.Check("IconUrl", attribute, findings);
        return new(
            attribute.First,
            attribute.Text("Description"),
            attribute.Text("Version", "1.0.0"),
            attribute.Text("Organization"),
            attribute.Text("OrganizationUrl"),
            attribute.Text("DocumentationUrl"),
            attribute.Text("IconUrl"),
            attribute.Flag("Streaming", otherwise: true),
            attribute.Flag("PushNotifications"),
            Extensions().ToEquatableArray(),
            security);
    }

    private void CheckName(AttributeReader attribute)
    {
        if (string.IsNullOrWhiteSpace(attribute.First))
        {
            findings.Report(Descriptors.NoAgentName, attribute.FirstLocation, agent.Name);
        }
    }

    private void CheckDescription(AttributeReader attribute)
    {
        if (string.IsNullOrWhiteSpace(attribute.Text("Description")))
        {
            findings.Report(Descriptors.NoAgentDescription, attribute.LocationOf("Description"), agent.Name);
        }
    }

    private void CheckVersion(AttributeReader attribute)
    {
        var version = attribute.Text("Version", "1.0.0");
        if (!Formats.IsVersion(version))
        {
            findings.Report(Descriptors.AgentVersion, attribute.LocationOf("Version"), version);
        }
    }

    private void CheckProvider(AttributeReader attribute)
    {
        var hasName = attribute.Text("Organization").Length > 0;
        var hasAddress = attribute.Text("OrganizationUrl").Length > 0;
        if (hasName != hasAddress)
        {
            var (given, missing) = hasName ? ("Organization", "OrganizationUrl") : ("OrganizationUrl", "Organization");
            findings.Report(Descriptors.HalfProvider, attribute.LocationOf(given), given, missing);
        }
    }

    private IEnumerable<ExtensionModel> Extensions()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var data in agent.GetAttributes().Where(data => data.Is(KnownNames.AgentExtensionAttribute)))
        {
            var extension = new AttributeReader(data);
            if (!Formats.IsUri(extension.First))
            {
                findings.Report(Descriptors.ExtensionUri, extension.FirstLocation, extension.First);
            }
            else if (!seen.Add(extension.First))
            {
                findings.Report(Descriptors.DuplicateExtension, extension.FirstLocation, extension.First, agent.Name);
            }
            else
            {
                yield return new(extension.First, extension.Text("Description"), extension.Flag("Required"));
            }
        }
    }
}
