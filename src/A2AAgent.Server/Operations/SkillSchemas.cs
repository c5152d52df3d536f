using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Operations;

/// <summary>Publishes the JSON Schemas of what skills take and give, as an extension on the card: no field of the protocol is for them.</summary>
internal static class SkillSchemas
{
    /// <summary>The extension; its params are skill id → <c>input</c> and <c>output</c>, each a JSON Schema (draft 2020-12).</summary>
    public const string Uri = "urn:a2aagent:skill-schemas:v1";

    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = WithoutNullDefault };

    public static IReadOnlyDictionary<string, JsonObject> Of<TAgent>()
        where TAgent : class, IAgent<TAgent> => TAgent.Skills
        .Where(static skill => skill.Input is not null || skill.Output is not null)
        .ToDictionary(static skill => skill.Id, static skill => Of(skill.Input, skill.Output), StringComparer.Ordinal);

    public static AgentCapabilities AddTo(AgentCapabilities capabilities, IEnumerable<KeyValuePair<string, JsonObject>> skills)
    {
        var schemas = new JsonObject(skills.Select(static skill => KeyValuePair.Create(skill.Key, (JsonNode?)skill.Value.DeepClone())));
        return schemas.Count == 0 ? capabilities : capabilities with { Extensions = [.. capabilities.Extensions, Extension(schemas)] };
    }

    private static AgentExtension Extension(JsonObject schemas) => new()
    {
        Uri = Uri,
        Description = "JSON Schemas of the data parts that each skill takes and gives.",
        Params = Element(schemas),
    };

    private static JsonObject Of(JsonTypeInfo? input, JsonTypeInfo? output)
    {
        var schema = new JsonObject();
        AddTo(schema, "input", input);
        AddTo(schema, "output", output);
        return schema;
    }

    private static void AddTo(JsonObject schema, string name, JsonTypeInfo? type)
    {
        if (type is not null)
        {
            schema.Add(name, type.GetJsonSchemaAsNode(Options));
        }
    }

    /// <summary>It says nothing that an optional property does not, and some clients drop nulls from a card, which then is another one than was signed.</summary>
    private static JsonNode WithoutNullDefault(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject members && members.TryGetPropertyValue("default", out var value) && value is null)
        {
            members.Remove("default");
        }

        return schema;
    }

    private static JsonElement Element(JsonObject node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            node.WriteTo(writer);
        }

        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        return document.RootElement.Clone();
    }
}
