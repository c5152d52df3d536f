using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    public static GetTaskRequest FromProto(Wire.GetTaskRequest value) => WireRead.Root(value, static value => new GetTaskRequest
    {
        Tenant = value.Tenant,
        Id = Required.Text("id", value.Id),
        HistoryLength = value.HasHistoryLength ? value.HistoryLength : null,
    });

    public static Wire.GetTaskRequest ToProto(GetTaskRequest value)
    {
        var result = new Wire.GetTaskRequest { Tenant = WireWrite.Text(value.Tenant), Id = WireWrite.Text(value.Id) };
        if (value.HistoryLength is { } historyLength)
        {
            result.HistoryLength = historyLength;
        }

        return result;
    }

    public static ListTasksRequest FromProto(Wire.ListTasksRequest value) => WireRead.Root(value, static value => new ListTasksRequest
    {
        Tenant = value.Tenant,
        ContextId = value.ContextId,
        Status = WireRead.State("status", value.Status),
        PageSize = value.HasPageSize ? value.PageSize : null,
        PageToken = value.PageToken,
        HistoryLength = value.HasHistoryLength ? value.HistoryLength : null,
        StatusTimestampAfter = WireRead.Timestamp("statusTimestampAfter", value.StatusTimestampAfter),
        IncludeArtifacts = value.HasIncludeArtifacts ? value.IncludeArtifacts : null,
    });

    public static Wire.ListTasksRequest ToProto(ListTasksRequest value)
    {
        var result = new Wire.ListTasksRequest
        {
            Tenant = WireWrite.Text(value.Tenant),
            ContextId = WireWrite.Text(value.ContextId),
            Status = (Wire.TaskState)value.Status,
            PageToken = WireWrite.Text(value.PageToken),
            StatusTimestampAfter = WireWrite.Timestamp(value.StatusTimestampAfter),
        };
        if (value.PageSize is { } pageSize)
        {
            result.PageSize = pageSize;
        }

        if (value.HistoryLength is { } historyLength)
        {
            result.HistoryLength = historyLength;
        }

        if (value.IncludeArtifacts is { } includeArtifacts)
        {
            result.IncludeArtifacts = includeArtifacts;
        }

        return result;
    }

    public static ListTasksResponse FromProto(Wire.ListTasksResponse value) => WireRead.Root(value, static value => new ListTasksResponse
    {
        Tasks = WireRead.List("tasks", value.Tasks, Read),
        NextPageToken = value.NextPageToken,
        PageSize = value.PageSize,
        TotalSize = value.TotalSize,
    });

    public static Wire.ListTasksResponse ToProto(ListTasksResponse value)
    {
        var result = new Wire.ListTasksResponse
        {
            NextPageToken = WireWrite.Text(value.NextPageToken),
            PageSize = value.PageSize,
            TotalSize = value.TotalSize,
        };
        WireWrite.List(result.Tasks, value.Tasks, ToProto);
        return result;
    }

    /// <summary>Reads a request whose JSON may be nested as deep as a server's settings allow when they are left alone.</summary>
    public static CancelTaskRequest FromProto(Wire.CancelTaskRequest value) => FromProto(value, RequestDepth.Default);

    /// <param name="value">The message.</param>
    /// <param name="jsonDepth">How deep the request might be nested if it were JSON: <c>Agent:Limits:JsonDepth</c>.</param>
    public static CancelTaskRequest FromProto(Wire.CancelTaskRequest value, int jsonDepth)
    {
        RequestDepth.Check(value, jsonDepth);
        return WireRead.Root(value, static value =>
        {
            var metadata = WireRead.Struct("metadata", value.Metadata);
            return new CancelTaskRequest { Tenant = value.Tenant, Id = Required.Text("id", value.Id), Metadata = metadata };
        });
    }

    public static Wire.CancelTaskRequest ToProto(CancelTaskRequest value) => new()
    {
        Tenant = WireWrite.Text(value.Tenant),
        Id = WireWrite.Text(value.Id),
        Metadata = JsonValues.ToStruct(value.Metadata),
    };

    public static SubscribeToTaskRequest FromProto(Wire.SubscribeToTaskRequest value) => WireRead.Root(value, static value => new SubscribeToTaskRequest
    {
        Tenant = value.Tenant,
        Id = Required.Text("id", value.Id),
    });

    public static Wire.SubscribeToTaskRequest ToProto(SubscribeToTaskRequest value) => new()
    {
        Tenant = WireWrite.Text(value.Tenant),
        Id = WireWrite.Text(value.Id),
    };

    public static GetExtendedAgentCardRequest FromProto(Wire.GetExtendedAgentCardRequest value) => new() { Tenant = value.Tenant };

    public static Wire.GetExtendedAgentCardRequest ToProto(GetExtendedAgentCardRequest value) => new() { Tenant = WireWrite.Text(value.Tenant) };
}
