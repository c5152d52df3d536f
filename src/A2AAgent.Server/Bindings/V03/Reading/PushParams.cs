using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03.Reading;

/// <summary>The parameters of <c>tasks/pushNotificationConfig/…</c>.</summary>
internal static class PushParams
{
    private static readonly FieldTable SetFields = new("taskId", "pushNotificationConfig");

    private static readonly FieldTable ConfigFields = new("id", "url", "token", "authentication");

    private static readonly FieldTable AuthenticationFields = new("schemes", "credentials");

    private static readonly FieldTable TaskFields = new("id", "pushNotificationConfigId");

    public static TaskPushNotificationConfig ReadSet(ref Utf8JsonReader reader)
    {
        var taskId = "";
        TaskPushNotificationConfig? config = null;
        var fields = new ObjectReader(SetFields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "taskId": taskId = fields.Text(ref reader); break;
                case "pushNotificationConfig": config = fields.Value(ref reader, ReadConfig); break;
            }
        }

        Required.Text("taskId", taskId);
        Required.Present("pushNotificationConfig", config);

        // One that has no name replaces the one before that had none.
        return config! with { TaskId = taskId, Id = config.Id.Length > 0 ? config.Id : taskId };
    }

    public static GetTaskPushNotificationConfigRequest ReadGet(ref Utf8JsonReader reader)
    {
        var (taskId, id) = Read(ref reader);
        return new GetTaskPushNotificationConfigRequest { TaskId = taskId, Id = id };
    }

    public static ListTaskPushNotificationConfigsRequest ReadList(ref Utf8JsonReader reader) => new() { TaskId = Read(ref reader).TaskId };

    public static DeleteTaskPushNotificationConfigRequest ReadDelete(ref Utf8JsonReader reader)
    {
        var (taskId, id) = Read(ref reader);
        return new DeleteTaskPushNotificationConfigRequest { TaskId = taskId, Id = Required.Text("pushNotificationConfigId", id) };
    }

    public static TaskPushNotificationConfig ReadConfig(ref Utf8JsonReader reader)
    {
        var id = "";
        var url = "";
        var token = "";
        AuthenticationInfo? authentication = null;
        var fields = new ObjectReader(ConfigFields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "id": id = fields.Text(ref reader); break;
                case "url": url = fields.Text(ref reader); break;
                case "token": token = fields.Text(ref reader); break;
                case "authentication": authentication = fields.Value(ref reader, ReadAuthentication); break;
            }
        }

        return new TaskPushNotificationConfig { Id = id, Url = Required.Text("url", url), Token = token, Authentication = authentication };
    }

    private static AuthenticationInfo ReadAuthentication(ref Utf8JsonReader reader)
    {
        string[] schemes = [];
        var credentials = "";
        var fields = new ObjectReader(AuthenticationFields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "schemes": schemes = fields.Texts(ref reader); break;
                case "credentials": credentials = fields.Text(ref reader); break;
            }
        }

        // 0.3 lets the agent choose; 1.0 has one scheme.
        return new AuthenticationInfo { Scheme = Required.Text("schemes[0]", Required.List("schemes", schemes)[0]), Credentials = credentials };
    }

    private static (string TaskId, string Id) Read(ref Utf8JsonReader reader)
    {
        var taskId = "";
        var id = "";
        var fields = new ObjectReader(TaskFields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "id": taskId = fields.Text(ref reader); break;
                case "pushNotificationConfigId": id = fields.Text(ref reader); break;
            }
        }

        return (Required.Text("id", taskId), id);
    }
}
