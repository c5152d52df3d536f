using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol.Json;
using A2AAgent.Tests.Grpc;
using A2AAgent.Tests.Hosting;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Contract;

/// <summary>
/// The gRPC binding. Requests are made from JSON by protobuf's own reader, so that also those that no record can hold reach the server.
/// </summary>
internal sealed class GrpcClient(AgentHost host) : IBindingClient
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private static readonly Dictionary<string, (MessageDescriptor Request, Func<byte[], JsonElement> Read)> Methods = new()
    {
        ["SendMessage"] = (Wire.SendMessageRequest.Descriptor, bytes => Json(ProtoMap.FromProto(Wire.SendMessageResponse.Parser.ParseFrom(bytes)), ProtocolJson.Context.SendMessageResponse)),
        ["SendStreamingMessage"] = (Wire.SendMessageRequest.Descriptor, ReadEvent),
        ["GetTask"] = (Wire.GetTaskRequest.Descriptor, ReadTask),
        ["ListTasks"] = (Wire.ListTasksRequest.Descriptor, bytes => Json(ProtoMap.FromProto(Wire.ListTasksResponse.Parser.ParseFrom(bytes)), ProtocolJson.Context.ListTasksResponse)),
        ["CancelTask"] = (Wire.CancelTaskRequest.Descriptor, ReadTask),
        ["SubscribeToTask"] = (Wire.SubscribeToTaskRequest.Descriptor, ReadEvent),
        ["CreateTaskPushNotificationConfig"] = (Wire.TaskPushNotificationConfig.Descriptor, ReadConfig),
        ["GetTaskPushNotificationConfig"] = (Wire.GetTaskPushNotificationConfigRequest.Descriptor, ReadConfig),
        ["ListTaskPushNotificationConfigs"] = (Wire.ListTaskPushNotificationConfigsRequest.Descriptor,
            bytes => Json(ProtoMap.FromProto(Wire.ListTaskPushNotificationConfigsResponse.Parser.ParseFrom(bytes)), ProtocolJson.Context.ListTaskPushNotificationConfigsResponse)),
        ["DeleteTaskPushNotificationConfig"] = (Wire.DeleteTaskPushNotificationConfigRequest.Descriptor, static bytes => JsonDocument.Parse(Empty.Parser.ParseFrom(bytes).ToString()).RootElement),
        ["GetExtendedAgentCard"] = (Wire.GetExtendedAgentCardRequest.Descriptor, bytes => Json(ProtoMap.FromProto(Wire.AgentCard.Parser.ParseFrom(bytes)), ProtocolJson.Context.AgentCard)),
    };

    private readonly GrpcWire _wire = new(host.GrpcUrl, oneConnection: false);

    public async Task<JsonElement> CallAsync(string operation, object? request = null, CallHeaders? headers = null)
    {
        using var response = await SendAsync(operation, request, headers);
        var messages = await GrpcWire.ReadAllAsync(response);
        ThrowIfFailed(response);
        return Methods[operation].Read(Assert.Single(messages));
    }

    public async Task<OpenStream> StreamAsync(string operation, object? request = null, CallHeaders? headers = null)
    {
        var response = await SendAsync(operation, request, headers);
        if (!response.Headers.Contains("grpc-status"))
        {
            return new OpenStream(response, () => ReadEventsAsync(response));
        }

        using (response)
        {
            ThrowIfFailed(response);
            throw new InvalidOperationException("The stream ended without an event.");
        }
    }

    private static async IAsyncEnumerable<JsonElement> ReadEventsAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        while (await GrpcWire.ReadAsync(body) is { } message)
        {
            yield return ReadEvent(message);
        }

        ThrowIfFailed(response);
    }

    private async Task<HttpResponseMessage> SendAsync(string operation, object? request, CallHeaders? headers)
    {
        var response = await _wire.SendAsync($"/lf.a2a.v1.A2AService/{operation}", Frame(operation, request ?? new { }), (headers ?? new CallHeaders()).AddTo);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.MediaType);
        return response;
    }

    public static byte[] Frame(string operation, object request) => GrpcWire.Frame(Parse(TestJson.Write(request), Methods[operation].Request).ToByteArray());

    /// <summary>What JSON says wrongly in words, protobuf can only say wrongly in numbers.</summary>
    private static IMessage Parse(string json, MessageDescriptor type)
    {
        const string BadTime = "\"yesterday\"";
        var message = Parser.Parse(json.Replace("\"TASK_STATE_RUNNING\"", "99", StringComparison.Ordinal).Replace(BadTime, "null", StringComparison.Ordinal), type);
        if (json.Contains(BadTime, StringComparison.Ordinal))
        {
            ((Wire.ListTasksRequest)message).StatusTimestampAfter = new Timestamp { Seconds = long.MaxValue };
        }

        return message;
    }

    private static void ThrowIfFailed(HttpResponseMessage response)
    {
        var outcome = GrpcOutcome.Of(response);
        if (outcome.Code != 0)
        {
            var error = ErrorTable.Read(outcome.Reason, outcome.Message, outcome.Details);
            ErrorTable.CheckGrpc(error.Reason, outcome.Code);
            throw error;
        }
    }

    private static JsonElement ReadEvent(byte[] bytes) => Json(ProtoMap.FromProto(Wire.StreamResponse.Parser.ParseFrom(bytes)), ProtocolJson.Context.StreamEvent);

    private static JsonElement ReadTask(byte[] bytes) => Json(ProtoMap.FromProto(Wire.Task.Parser.ParseFrom(bytes)), ProtocolJson.Context.AgentTask);

    private static JsonElement ReadConfig(byte[] bytes) =>
        Json(ProtoMap.FromProto(Wire.TaskPushNotificationConfig.Parser.ParseFrom(bytes)), ProtocolJson.Context.TaskPushNotificationConfig);

    private static JsonElement Json<T>(T value, JsonTypeInfo<T> typeInfo) => JsonDocument.Parse(ProtocolJson.ToUtf8(value, typeInfo)).RootElement;
}
