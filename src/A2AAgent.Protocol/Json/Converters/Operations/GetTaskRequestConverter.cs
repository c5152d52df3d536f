using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class GetTaskRequestConverter : ProtoConverter<GetTaskRequest, GetTaskRequestConverter>, IProtoJson<GetTaskRequest>
{
    private static readonly FieldTable Fields = new("tenant", "id", "historyLength");

    public static GetTaskRequest Read(ref Utf8JsonReader reader)
    {
        var tenant = "";
        var id = "";
        int? historyLength = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
                case "id": id = fields.Text(ref reader); break;
                case "historyLength": historyLength = fields.Value(ref reader, ProtoScalars.Integer); break;
            }
        }

        return new GetTaskRequest
        {
            Tenant = tenant,
            Id = Required.Text("id", id),
            HistoryLength = historyLength,
        };
    }

    public static void Write(Utf8JsonWriter writer, GetTaskRequest value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.WriteString(ProtoNames.Id, value.Id);
        writer.OptionalInteger(ProtoNames.HistoryLength, value.HistoryLength);
        writer.WriteEndObject();
    }
}
