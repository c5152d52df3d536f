using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    public static GetTaskPushNotificationConfigRequest FromProto(Wire.GetTaskPushNotificationConfigRequest value) =>
        WireRead.Root(value, static value => new GetTaskPushNotificationConfigRequest
        {
            Tenant = value.Tenant,
            TaskId = Required.Text("taskId", value.TaskId),
            Id = Required.Text("id", value.Id),
        });

    public static Wire.GetTaskPushNotificationConfigRequest ToProto(GetTaskPushNotificationConfigRequest value) => new()
    {
        Tenant = WireWrite.Text(value.Tenant),
        TaskId = WireWrite.Text(value.TaskId),
        Id = WireWrite.Text(value.Id),
    };

    public static ListTaskPushNotificationConfigsRequest FromProto(Wire.ListTaskPushNotificationConfigsRequest value) =>
        WireRead.Root(value, static value => new ListTaskPushNotificationConfigsRequest
        {
            Tenant = value.Tenant,
            TaskId = Required.Text("taskId", value.TaskId),
            PageSize = value.PageSize,
            PageToken = value.PageToken,
        });

    public static Wire.ListTaskPushNotificationConfigsRequest ToProto(ListTaskPushNotificationConfigsRequest value) => new()
    {
        Tenant = WireWrite.Text(value.Tenant),
        TaskId = WireWrite.Text(value.TaskId),
        PageSize = value.PageSize,
        PageToken = WireWrite.Text(value.PageToken),
    };

    public static ListTaskPushNotificationConfigsResponse FromProto(Wire.ListTaskPushNotificationConfigsResponse value) =>
        WireRead.Root(value, static value => new ListTaskPushNotificationConfigsResponse
        {
            Configs = WireRead.List("configs", value.Configs, Read),
            NextPageToken = value.NextPageToken,
        });

    public static Wire.ListTaskPushNotificationConfigsResponse ToProto(ListTaskPushNotificationConfigsResponse value)
    {
        var result = new Wire.ListTaskPushNotificationConfigsResponse { NextPageToken = WireWrite.Text(value.NextPageToken) };
        WireWrite.List(result.Configs, value.Configs, ToProto);
        return result;
    }

    public static DeleteTaskPushNotificationConfigRequest FromProto(Wire.DeleteTaskPushNotificationConfigRequest value) =>
        WireRead.Root(value, static value => new DeleteTaskPushNotificationConfigRequest
        {
            Tenant = value.Tenant,
            TaskId = Required.Text("taskId", value.TaskId),
            Id = Required.Text("id", value.Id),
        });

    public static Wire.DeleteTaskPushNotificationConfigRequest ToProto(DeleteTaskPushNotificationConfigRequest value) => new()
    {
        Tenant = WireWrite.Text(value.Tenant),
        TaskId = WireWrite.Text(value.TaskId),
        Id = WireWrite.Text(value.Id),
    };
}
