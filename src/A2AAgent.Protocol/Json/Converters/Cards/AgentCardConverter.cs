using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AgentCardConverter : ProtoConverter<AgentCard, AgentCardConverter>, IProtoJson<AgentCard>
{
    private static readonly FieldTable Fields = new(
        "name", "description", "supportedInterfaces", "provider", "version", "documentationUrl", "capabilities", "securitySchemes",
        "securityRequirements", "defaultInputModes", "defaultOutputModes", "skills", "signatures", "iconUrl");

    public static AgentCard Read(ref Utf8JsonReader reader)
    {
        var name = "";
        string? description = null;
        AgentInterface[]? supportedInterfaces = null;
        AgentProvider? provider = null;
        var version = "";
        string? documentationUrl = null;
        AgentCapabilities? capabilities = null;
        IReadOnlyDictionary<string, SecurityScheme> securitySchemes = EmptyMap<SecurityScheme>.Instance;
        SecurityRequirement[] securityRequirements = [];
        string[] defaultInputModes = [];
        string[] defaultOutputModes = [];
        AgentSkill[] skills = [];
        AgentCardSignature[] signatures = [];
        string? iconUrl = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "name": name = fields.Text(ref reader); break;
                case "description": description = fields.Text(ref reader); break;
                case "supportedInterfaces": supportedInterfaces = fields.List(ref reader, AgentInterfaceConverter.Read); break;
                case "provider": provider = fields.Value(ref reader, AgentProviderConverter.Read); break;
                case "version": version = fields.Text(ref reader); break;
                case "documentationUrl": documentationUrl = fields.Text(ref reader); break;
                case "capabilities": capabilities = fields.Value(ref reader, AgentCapabilitiesConverter.Read); break;
                case "securitySchemes": securitySchemes = fields.Map(ref reader, SecuritySchemeConverter.ReadKnown); break;
                case "securityRequirements": securityRequirements = fields.List(ref reader, SecurityRequirementConverter.Read); break;
                case "defaultInputModes": defaultInputModes = fields.Texts(ref reader); break;
                case "defaultOutputModes": defaultOutputModes = fields.Texts(ref reader); break;
                case "skills": skills = fields.List(ref reader, AgentSkillConverter.Read); break;
                case "signatures": signatures = fields.List(ref reader, AgentCardSignatureConverter.Read); break;
                case "iconUrl": iconUrl = fields.Text(ref reader); break;
            }
        }

        return new AgentCard
        {
            Name = Required.Text("name", name),
            Description = Required.Present("description", description),
            SupportedInterfaces = Required.Present("supportedInterfaces", supportedInterfaces),
            Provider = provider,
            Version = Required.Text("version", version),
            DocumentationUrl = documentationUrl,
            Capabilities = Required.Present("capabilities", capabilities),
            SecuritySchemes = securitySchemes,
            SecurityRequirements = securityRequirements,
            DefaultInputModes = defaultInputModes,
            DefaultOutputModes = defaultOutputModes,
            Skills = skills,
            Signatures = signatures,
            IconUrl = iconUrl,
        };
    }

    public static void Write(Utf8JsonWriter writer, AgentCard value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.Name, value.Name);
        writer.WriteString(ProtoNames.Description, value.Description);
        writer.RequiredList(ProtoNames.SupportedInterfaces, value.SupportedInterfaces, AgentInterfaceConverter.Write);
        writer.Value(ProtoNames.Provider, value.Provider, AgentProviderConverter.Write);
        writer.WriteString(ProtoNames.Version, value.Version);
        writer.OptionalText(ProtoNames.DocumentationUrl, value.DocumentationUrl);
        writer.Value(ProtoNames.Capabilities, value.Capabilities, AgentCapabilitiesConverter.Write);
        writer.Map(ProtoNames.SecuritySchemes, value.SecuritySchemes, SecuritySchemeConverter.Write);
        writer.List(ProtoNames.SecurityRequirements, value.SecurityRequirements, SecurityRequirementConverter.Write);
        writer.RequiredTexts(ProtoNames.DefaultInputModes, value.DefaultInputModes);
        writer.RequiredTexts(ProtoNames.DefaultOutputModes, value.DefaultOutputModes);
        writer.RequiredList(ProtoNames.Skills, value.Skills, AgentSkillConverter.Write);
        writer.List(ProtoNames.Signatures, value.Signatures, AgentCardSignatureConverter.Write);
        writer.OptionalText(ProtoNames.IconUrl, value.IconUrl);
        writer.WriteEndObject();
    }
}
