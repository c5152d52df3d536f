using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    public static TaskPushNotificationConfig FromProto(Wire.TaskPushNotificationConfig value) => WireRead.Root(value, Read);

    public static Wire.TaskPushNotificationConfig ToProto(TaskPushNotificationConfig value) => new()
    {
        Tenant = WireWrite.Text(value.Tenant),
        Id = WireWrite.Text(value.Id),
        TaskId = WireWrite.Text(value.TaskId),
        Url = WireWrite.Text(value.Url),
        Token = WireWrite.Text(value.Token),
        Authentication = value.Authentication is { } authentication ? ToProto(authentication) : null,
    };

    public static AuthenticationInfo FromProto(Wire.AuthenticationInfo value) => WireRead.Root(value, Read);

    public static Wire.AuthenticationInfo ToProto(AuthenticationInfo value) => new()
    {
        Scheme = WireWrite.Text(value.Scheme),
        Credentials = WireWrite.Text(value.Credentials),
    };

    private static TaskPushNotificationConfig Read(Wire.TaskPushNotificationConfig value)
    {
        var authentication = WireRead.Value("authentication", value.Authentication, Read);
        return new TaskPushNotificationConfig
        {
            Tenant = value.Tenant,
            Id = value.Id,
            TaskId = value.TaskId,
            Url = Required.Text("url", value.Url),
            Token = value.Token,
            Authentication = authentication,
        };
    }

    private static AuthenticationInfo Read(Wire.AuthenticationInfo value) => new()
    {
        Scheme = Required.Text("scheme", value.Scheme),
        Credentials = value.Credentials,
    };
}
