using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class ListTasksRequestConverter : ProtoConverter<ListTasksRequest, ListTasksRequestConverter>, IProtoJson<ListTasksRequest>
{
    private static readonly FieldTable Fields = new(
        "tenant", "contextId", "status", "pageSize", "pageToken", "historyLength", "statusTimestampAfter", "includeArtifacts");

    public static ListTasksRequest Read(ref Utf8JsonReader reader)
    {
        var tenant = "";
        var contextId = "";
        var status = TaskState.Unspecified;
        int? pageSize = null;
        var pageToken = "";
        int? historyLength = null;
        DateTimeOffset? statusTimestampAfter = null;
        bool? includeArtifacts = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
                case "contextId": contextId = fields.Text(ref reader); break;
                case "status": status = fields.Value(ref reader, TaskStateConverter.Read); break;
                case "pageSize": pageSize = fields.Value(ref reader, ProtoScalars.Integer); break;
                case "pageToken": pageToken = fields.Text(ref reader); break;
                case "historyLength": historyLength = fields.Value(ref reader, ProtoScalars.Integer); break;
                case "statusTimestampAfter": statusTimestampAfter = fields.Value(ref reader, ProtoScalars.Timestamp); break;
                case "includeArtifacts": includeArtifacts = fields.Value(ref reader, ProtoRead.Flag); break;
            }
        }

        return new ListTasksRequest
        {
            Tenant = tenant,
            ContextId = contextId,
            Status = status,
            PageSize = pageSize,
            PageToken = pageToken,
            HistoryLength = historyLength,
            StatusTimestampAfter = statusTimestampAfter,
            IncludeArtifacts = includeArtifacts,
        };
    }

    public static void Write(Utf8JsonWriter writer, ListTasksRequest value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.Text(ProtoNames.ContextId, value.ContextId);
        if (value.Status != TaskState.Unspecified)
        {
            writer.WriteString(ProtoNames.Status, TaskStateConverter.NameOf(value.Status));
        }

        writer.OptionalInteger(ProtoNames.PageSize, value.PageSize);
        writer.Text(ProtoNames.PageToken, value.PageToken);
        writer.OptionalInteger(ProtoNames.HistoryLength, value.HistoryLength);
        writer.Timestamp(ProtoNames.StatusTimestampAfter, value.StatusTimestampAfter);
        writer.OptionalFlag(ProtoNames.IncludeArtifacts, value.IncludeArtifacts);
        writer.WriteEndObject();
    }
}
