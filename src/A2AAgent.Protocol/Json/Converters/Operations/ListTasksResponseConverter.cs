using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class ListTasksResponseConverter
    : ProtoConverter<ListTasksResponse, ListTasksResponseConverter>, IProtoJson<ListTasksResponse>
{
    private static readonly FieldTable Fields = new("tasks", "nextPageToken", "pageSize", "totalSize");

    // Writers built on protobuf leave out empty lists, empty strings and zeros although these fields are required: an empty
    // page from such a peer is not an error.
    public static ListTasksResponse Read(ref Utf8JsonReader reader)
    {
        AgentTask[] tasks = [];
        var nextPageToken = "";
        var pageSize = 0;
        var totalSize = 0;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tasks": tasks = fields.List(ref reader, AgentTaskConverter.Read); break;
                case "nextPageToken": nextPageToken = fields.Text(ref reader); break;
                case "pageSize": pageSize = fields.Value(ref reader, ProtoScalars.Integer); break;
                case "totalSize": totalSize = fields.Value(ref reader, ProtoScalars.Integer); break;
            }
        }

        return new ListTasksResponse
        {
            Tasks = tasks,
            NextPageToken = nextPageToken,
            PageSize = pageSize,
            TotalSize = totalSize,
        };
    }

    public static void Write(Utf8JsonWriter writer, ListTasksResponse value)
    {
        writer.WriteStartObject();
        writer.RequiredList(ProtoNames.Tasks, value.Tasks, AgentTaskConverter.Write);
        writer.WriteString(ProtoNames.NextPageToken, value.NextPageToken);
        writer.WriteNumber(ProtoNames.PageSize, value.PageSize);
        writer.WriteNumber(ProtoNames.TotalSize, value.TotalSize);
        writer.WriteEndObject();
    }
}
