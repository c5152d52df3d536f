using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class CancelTaskRequestConverter
    : ProtoConverter<CancelTaskRequest, CancelTaskRequestConverter>, IProtoJson<CancelTaskRequest>
{
    private static readonly FieldTable Fields = new("tenant", "id", "metadata");

    public static CancelTaskRequest Read(ref Utf8JsonReader reader)
    {
        var tenant = "";
        var id = "";
        JsonElement? metadata = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
                case "id": id = fields.Text(ref reader); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return new CancelTaskRequest
        {
            Tenant = tenant,
            Id = Required.Text("id", id),
            Metadata = metadata,
        };
    }

    public static void Write(Utf8JsonWriter writer, CancelTaskRequest value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.WriteString(ProtoNames.Id, value.Id);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.WriteEndObject();
    }
}
