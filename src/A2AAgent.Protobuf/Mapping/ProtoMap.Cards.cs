using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    public static AgentCard FromProto(Wire.AgentCard value) => WireRead.Root(value, Read);

    public static Wire.AgentCard ToProto(AgentCard value)
    {
        var result = new Wire.AgentCard
        {
            Name = WireWrite.Text(value.Name),
            Description = WireWrite.Text(value.Description),
            Provider = value.Provider is { } provider ? ToProto(provider) : null,
            Version = WireWrite.Text(value.Version),
            Capabilities = ToProto(value.Capabilities),
        };
        if (value.DocumentationUrl is { } documentation)
        {
            result.DocumentationUrl = WireWrite.Text(documentation);
        }

        if (value.IconUrl is { } icon)
        {
            result.IconUrl = WireWrite.Text(icon);
        }

        WireWrite.List(result.SupportedInterfaces, value.SupportedInterfaces, ToProto);
        WireWrite.Map(result.SecuritySchemes, value.SecuritySchemes, ToProto);
        WireWrite.List(result.SecurityRequirements, value.SecurityRequirements, ToProto);
        WireWrite.Texts(result.DefaultInputModes, value.DefaultInputModes);
        WireWrite.Texts(result.DefaultOutputModes, value.DefaultOutputModes);
        WireWrite.List(result.Skills, value.Skills, ToProto);
        WireWrite.List(result.Signatures, value.Signatures, ToProto);
        return result;
    }

    public static AgentInterface FromProto(Wire.AgentInterface value) => WireRead.Root(value, Read);

    public static Wire.AgentInterface ToProto(AgentInterface value) => new()
    {
        Url = WireWrite.Text(value.Url),
        ProtocolBinding = WireWrite.Text(value.ProtocolBinding),
        Tenant = WireWrite.Text(value.Tenant),
        ProtocolVersion = WireWrite.Text(value.ProtocolVersion),
    };

    public static AgentProvider FromProto(Wire.AgentProvider value) => WireRead.Root(value, Read);

    public static Wire.AgentProvider ToProto(AgentProvider value) => new()
    {
        Url = WireWrite.Text(value.Url),
        Organization = WireWrite.Text(value.Organization),
    };

    public static AgentSkill FromProto(Wire.AgentSkill value) => WireRead.Root(value, Read);

    public static Wire.AgentSkill ToProto(AgentSkill value)
    {
        var result = new Wire.AgentSkill
        {
            Id = WireWrite.Text(value.Id),
            Name = WireWrite.Text(value.Name),
            Description = WireWrite.Text(value.Description),
        };
        WireWrite.Texts(result.Tags, value.Tags);
        WireWrite.Texts(result.Examples, value.Examples);
        WireWrite.Texts(result.InputModes, value.InputModes);
        WireWrite.Texts(result.OutputModes, value.OutputModes);
        WireWrite.List(result.SecurityRequirements, value.SecurityRequirements, ToProto);
        return result;
    }

    public static AgentCardSignature FromProto(Wire.AgentCardSignature value) => WireRead.Root(value, Read);

    public static Wire.AgentCardSignature ToProto(AgentCardSignature value) => new()
    {
        Protected = WireWrite.Text(value.Protected),
        Signature = WireWrite.Text(value.Signature),
        Header = JsonValues.ToStruct(value.Header),
    };

    private static AgentCard Read(Wire.AgentCard value)
    {
        var supportedInterfaces = WireRead.List("supportedInterfaces", value.SupportedInterfaces, Read);
        var provider = WireRead.Value("provider", value.Provider, Read);
        var capabilities = WireRead.Value("capabilities", value.Capabilities, Read);
        var securitySchemes = value.SecuritySchemes.Count == 0
            ? EmptyMap<SecurityScheme>.Instance
            : WireRead.Map("securitySchemes", value.SecuritySchemes, ReadKnown);
        var securityRequirements = WireRead.List("securityRequirements", value.SecurityRequirements, Read);
        var defaultInputModes = WireRead.Texts("defaultInputModes", value.DefaultInputModes);
        var defaultOutputModes = WireRead.Texts("defaultOutputModes", value.DefaultOutputModes);
        var skills = WireRead.List("skills", value.Skills, Read);
        var signatures = WireRead.List("signatures", value.Signatures, Read);
        return new AgentCard
        {
            Name = Required.Text("name", value.Name),
            Description = value.Description,
            SupportedInterfaces = supportedInterfaces,
            Provider = provider,
            Version = Required.Text("version", value.Version),
            DocumentationUrl = value.HasDocumentationUrl ? value.DocumentationUrl : null,
            Capabilities = Required.Present("capabilities", capabilities),
            SecuritySchemes = securitySchemes,
            SecurityRequirements = securityRequirements,
            DefaultInputModes = defaultInputModes,
            DefaultOutputModes = defaultOutputModes,
            Skills = skills,
            Signatures = signatures,
            IconUrl = value.HasIconUrl ? value.IconUrl : null,
        };
    }

    private static AgentInterface Read(Wire.AgentInterface value) => new()
    {
        Url = Required.Text("url", value.Url),
        ProtocolBinding = Required.Text("protocolBinding", value.ProtocolBinding),
        Tenant = value.Tenant,
        ProtocolVersion = Required.Text("protocolVersion", value.ProtocolVersion),
    };

    private static AgentProvider Read(Wire.AgentProvider value) => new()
    {
        Url = Required.Text("url", value.Url),
        Organization = Required.Text("organization", value.Organization),
    };

    private static AgentSkill Read(Wire.AgentSkill value)
    {
        var tags = WireRead.Texts("tags", value.Tags);
        var examples = WireRead.Texts("examples", value.Examples);
        var inputModes = WireRead.Texts("inputModes", value.InputModes);
        var outputModes = WireRead.Texts("outputModes", value.OutputModes);
        var securityRequirements = WireRead.List("securityRequirements", value.SecurityRequirements, Read);
        return new AgentSkill
        {
            Id = Required.Text("id", value.Id),
            Name = Required.Text("name", value.Name),
            Description = value.Description,
            Tags = tags,
            Examples = examples,
            InputModes = inputModes,
            OutputModes = outputModes,
            SecurityRequirements = securityRequirements,
        };
    }

    private static AgentCardSignature Read(Wire.AgentCardSignature value)
    {
        var header = WireRead.Struct("header", value.Header);
        return new AgentCardSignature
        {
            Protected = Required.Text("protected", value.Protected),
            Signature = Required.Text("signature", value.Signature),
            Header = header,
        };
    }
}
