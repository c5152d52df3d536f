using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class SubscribeToTaskRequestConverter
    : ProtoConverter<SubscribeToTaskRequest, SubscribeToTaskRequestConverter>, IProtoJson<SubscribeToTaskRequest>
{
    private static readonly FieldTable Fields = new("tenant", "id");

    public static SubscribeToTaskRequest Read(ref Utf8JsonReader reader)
    {
        var tenant = "";
        var id = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
                case "id": id = fields.Text(ref reader); break;
            }
        }

        return new SubscribeToTaskRequest
        {
            Tenant = tenant,
            Id = Required.Text("id", id),
        };
    }

    public static void Write(Utf8JsonWriter writer, SubscribeToTaskRequest value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.WriteString(ProtoNames.Id, value.Id);
        writer.WriteEndObject();
    }
}
