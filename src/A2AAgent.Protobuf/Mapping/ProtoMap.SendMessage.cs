using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    /// <summary>Reads a request whose JSON may be nested as deep as a server's settings allow when they are left alone.</summary>
    public static SendMessageRequest FromProto(Wire.SendMessageRequest value) => FromProto(value, RequestDepth.Default);

    /// <param name="value">The message.</param>
    /// <param name="jsonDepth">How deep the request might be nested if it were JSON: <c>Agent:Limits:JsonDepth</c>.</param>
    public static SendMessageRequest FromProto(Wire.SendMessageRequest value, int jsonDepth)
    {
        RequestDepth.Check(value, jsonDepth);
        return WireRead.Root(value, Read);
    }

    public static Wire.SendMessageRequest ToProto(SendMessageRequest value) => new()
    {
        Tenant = WireWrite.Text(value.Tenant),
        Message = ToProto(value.Message),
        Configuration = value.Configuration is { } configuration ? ToProto(configuration) : null,
        Metadata = JsonValues.ToStruct(value.Metadata),
    };

    public static SendMessageConfiguration FromProto(Wire.SendMessageConfiguration value) => WireRead.Root(value, Read);

    public static Wire.SendMessageConfiguration ToProto(SendMessageConfiguration value)
    {
        var result = new Wire.SendMessageConfiguration
        {
            TaskPushNotificationConfig = value.TaskPushNotificationConfig is { } config ? ToProto(config) : null,
            ReturnImmediately = value.ReturnImmediately,
        };
        if (value.HistoryLength is { } historyLength)
        {
            result.HistoryLength = historyLength;
        }

        WireWrite.Texts(result.AcceptedOutputModes, value.AcceptedOutputModes);
        return result;
    }

    public static SendMessageResponse FromProto(Wire.SendMessageResponse value) =>
        WireRead.Root(value, static value => Required.OneOf(ReadPayload(value), "task and message"));

    public static Wire.SendMessageResponse ToProto(SendMessageResponse value) => value switch
    {
        { Task: { } task } => new() { Task = ToProto(task) },
        { Message: { } message } => new() { Message = ToProto(message) },
        _ => new(),
    };

    private static SendMessageRequest Read(Wire.SendMessageRequest value)
    {
        var message = WireRead.Value("message", value.Message, Read);
        var configuration = WireRead.Value("configuration", value.Configuration, Read);
        var metadata = WireRead.Struct("metadata", value.Metadata);
        return new SendMessageRequest
        {
            Tenant = value.Tenant,
            Message = Required.Present("message", message),
            Configuration = configuration,
            Metadata = metadata,
        };
    }

    private static SendMessageConfiguration Read(Wire.SendMessageConfiguration value) => new()
    {
        AcceptedOutputModes = WireRead.Texts("acceptedOutputModes", value.AcceptedOutputModes),
        TaskPushNotificationConfig = WireRead.Value("taskPushNotificationConfig", value.TaskPushNotificationConfig, Read),
        HistoryLength = value.HasHistoryLength ? value.HistoryLength : null,
        ReturnImmediately = value.ReturnImmediately,
    };

    private static SendMessageResponse? ReadPayload(Wire.SendMessageResponse value) => value.PayloadCase switch
    {
        Wire.SendMessageResponse.PayloadOneofCase.Task => SendMessageResponse.From(WireRead.Member("task", value.Task, Read)),
        Wire.SendMessageResponse.PayloadOneofCase.Message => SendMessageResponse.From(WireRead.Member("message", value.Message, Read)),
        _ => null,
    };
}
