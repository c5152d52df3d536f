using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AgentSkillConverter : ProtoConverter<AgentSkill, AgentSkillConverter>, IProtoJson<AgentSkill>
{
    private static readonly FieldTable Fields = new(
        "id", "name", "description", "tags", "examples", "inputModes", "outputModes", "securityRequirements");

    public static AgentSkill Read(ref Utf8JsonReader reader)
    {
        var id = "";
        var name = "";
        string? description = null;
        string[] tags = [];
        string[] examples = [];
        string[] inputModes = [];
        string[] outputModes = [];
        SecurityRequirement[] securityRequirements = [];
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "id": id = fields.Text(ref reader); break;
                case "name": name = fields.Text(ref reader); break;
                case "description": description = fields.Text(ref reader); break;
                case "tags": tags = fields.Texts(ref reader); break;
                case "examples": examples = fields.Texts(ref reader); break;
                case "inputModes": inputModes = fields.Texts(ref reader); break;
                case "outputModes": outputModes = fields.Texts(ref reader); break;
                case "securityRequirements": securityRequirements = fields.List(ref reader, SecurityRequirementConverter.Read); break;
            }
        }

        return new AgentSkill
        {
            Id = Required.Text("id", id),
            Name = Required.Text("name", name),
            Description = Required.Present("description", description),
            Tags = tags,
            Examples = examples,
            InputModes = inputModes,
            OutputModes = outputModes,
            SecurityRequirements = securityRequirements,
        };
    }

    public static void Write(Utf8JsonWriter writer, AgentSkill value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.Id, value.Id);
        writer.WriteString(ProtoNames.Name, value.Name);
        writer.WriteString(ProtoNames.Description, value.Description);
        writer.RequiredTexts(ProtoNames.Tags, value.Tags);
        writer.Texts(ProtoNames.Examples, value.Examples);
        writer.Texts(ProtoNames.InputModes, value.InputModes);
        writer.Texts(ProtoNames.OutputModes, value.OutputModes);
        writer.List(ProtoNames.SecurityRequirements, value.SecurityRequirements, SecurityRequirementConverter.Write);
        writer.WriteEndObject();
    }
}
