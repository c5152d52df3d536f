using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03.Reading;

/// <summary>The parameters of the methods that name a task.</summary>
internal static class TaskParams
{
    private static readonly FieldTable Fields = new("id", "historyLength", "metadata");

    public static GetTaskRequest ReadGet(ref Utf8JsonReader reader)
    {
        var (id, historyLength, _) = Read(ref reader);
        return new GetTaskRequest { Id = id, HistoryLength = historyLength };
    }

    public static CancelTaskRequest ReadCancel(ref Utf8JsonReader reader)
    {
        var (id, _, metadata) = Read(ref reader);
        return new CancelTaskRequest { Id = id, Metadata = metadata };
    }

    public static SubscribeToTaskRequest ReadSubscribe(ref Utf8JsonReader reader) => new() { Id = Read(ref reader).Id };

    /// <summary>The extended card has no parameters.</summary>
    public static GetExtendedAgentCardRequest ReadNothing(ref Utf8JsonReader reader) => new();

    private static (string Id, int? HistoryLength, JsonElement? Metadata) Read(ref Utf8JsonReader reader)
    {
        var id = "";
        int? historyLength = null;
        JsonElement? metadata = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "id": id = fields.Text(ref reader); break;
                case "historyLength": historyLength = fields.Value(ref reader, ProtoScalars.Integer); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return (Required.Text("id", id), historyLength, metadata);
    }
}
