using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Security;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>What a file adds to the extended card.</summary>
internal sealed class ExtendedCardFile
{
    private const string Allowed = "description, provider, documentationUrl, iconUrl and skills";

    private readonly List<AgentSkill> _skills = [];
    private string? _description;
    private string? _documentationUrl;
    private string? _iconUrl;
    private AgentProvider? _provider;

    private ExtendedCardFile()
    {
    }

    /// <summary>True when it adds nothing.</summary>
    public bool IsEmpty => _skills.Count == 0 && _description is null && _documentationUrl is null && _iconUrl is null && _provider is null;

    /// <summary>Skills to list, each instead of the agent's own of that id.</summary>
    public IReadOnlyList<AgentSkill> Skills => _skills;

    /// <exception cref="JsonException">It is not JSON, or not fields of an Agent Card.</exception>
    /// <exception cref="AgentConfigurationException">A skill names a security scheme that the agent does not have.</exception>
    public static ExtendedCardFile Read(ReadOnlyMemory<byte> utf8, string setting, SecurityPlan plan)
    {
        using var document = JsonDocument.Parse(utf8);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"It holds a JSON {document.RootElement.ValueKind}, and should hold an object with any of {Allowed}.");
        }

        var file = new ExtendedCardFile();
        foreach (var field in document.RootElement.EnumerateObject())
        {
            file.Add(field);
        }

        // A scheme that nobody knows would be one that nobody checks.
        var schemes = plan.Schemes.Select(static scheme => scheme.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var skill in file._skills)
        {
            RequirementPlanner.Check($"{setting}: skill {skill.Id}", skill.SecurityRequirements, schemes);
        }

        return file;
    }

    /// <param name="card">The card without the file.</param>
    /// <param name="skills">Those of the file's skills that the caller gets to see.</param>
    public Protocol.AgentCard AddTo(Protocol.AgentCard card, List<AgentSkill> skills) => card with
    {
        Description = _description ?? card.Description,
        Provider = _provider ?? card.Provider,
        DocumentationUrl = _documentationUrl ?? card.DocumentationUrl,
        IconUrl = _iconUrl ?? card.IconUrl,
        Skills = [.. card.Skills.Where(own => skills.TrueForAll(skill => skill.Id != own.Id)), .. skills],
    };

    private void Add(JsonProperty field)
    {
        switch (field.Name)
        {
            case "description": _description = Text(field); break;
            case "documentationUrl": _documentationUrl = Text(field); break;
            case "iconUrl": _iconUrl = Text(field); break;
            case "provider": _provider = Read(field.Name, field.Value, ProtocolJson.Context.AgentProvider); break;
            case "skills" when field.Value.ValueKind == JsonValueKind.Array: AddSkills(field.Value); break;
            default: throw new JsonException($"It has the field '{field.Name}', or not with the type of value that the field has on an Agent Card; allowed are {Allowed}.");
        }
    }

    private void AddSkills(JsonElement skills)
    {
        foreach (var item in skills.EnumerateArray())
        {
            var skill = Read($"skills[{_skills.Count}]", item, ProtocolJson.Context.AgentSkill);
            if (_skills.Exists(known => known.Id == skill.Id))
            {
                throw new JsonException($"It has the skill '{skill.Id}' twice.");
            }

            _skills.Add(skill);
        }
    }

    private static string Text(JsonProperty field) => field.Value.ValueKind == JsonValueKind.String
        ? field.Value.GetString()!
        : throw new JsonException($"Its {field.Name} is not a string.");

    private static T Read<T>(string name, JsonElement value, JsonTypeInfo<T> typeInfo)
        where T : class
    {
        try
        {
            return value.Deserialize(typeInfo) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new JsonException($"Its {name} is wrong: {e.Message}", e);
        }
    }
}
