using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>Scopes travel in an object of their own: <c>{"schemes":{"name":{"list":["scope"]}}}</c>.</summary>
internal sealed class SecurityRequirementConverter
    : ProtoConverter<SecurityRequirement, SecurityRequirementConverter>, IProtoJson<SecurityRequirement>
{
    private static readonly FieldTable Fields = new("schemes");
    private static readonly FieldTable ListFields = new("list");

    public static SecurityRequirement Read(ref Utf8JsonReader reader)
    {
        var schemes = EmptyMap<IReadOnlyList<string>>.Instance;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            schemes = fields.Map(ref reader, ReadScopes);
        }

        return new SecurityRequirement { Schemes = schemes };
    }

    public static void Write(Utf8JsonWriter writer, SecurityRequirement value)
    {
        writer.WriteStartObject();
        writer.Map(ProtoNames.Schemes, value.Schemes, WriteScopes);
        writer.WriteEndObject();
    }

    private static IReadOnlyList<string> ReadScopes(ref Utf8JsonReader reader)
    {
        string[] scopes = [];
        var fields = new ObjectReader(ListFields, ref reader);
        while (fields.Next(ref reader))
        {
            scopes = fields.Texts(ref reader);
        }

        return scopes;
    }

    private static void WriteScopes(Utf8JsonWriter writer, IReadOnlyList<string> scopes)
    {
        writer.WriteStartObject();
        writer.Texts(ProtoNames.List, scopes);
        writer.WriteEndObject();
    }
}
