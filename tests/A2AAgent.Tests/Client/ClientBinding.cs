using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Client;

/// <summary>The agent's client over one binding, as the suite of the bindings sees clients.</summary>
internal sealed class ClientBinding(AgentHost host, string binding) : IBindingClient
{
    private readonly AgentClient _client = Clients.Of(host, binding);

    private static ProtocolJsonContext Json => ProtocolJson.Context;

    public async Task<JsonElement> CallAsync(string operation, object? request = null, CallHeaders? headers = null)
    {
        var json = TestJson.Write(request ?? new { });
        var context = Context(headers);
        return operation switch
        {
            "SendMessage" => await CallAsync(json, Json.SendMessageRequest, Json.SendMessageResponse, request => _client.SendMessageAsync(request, context, Ended), operation),
            "GetTask" => await CallAsync(json, Json.GetTaskRequest, Json.AgentTask, request => _client.GetTaskAsync(request, context, Ended), operation),
            "ListTasks" => await CallAsync(json, Json.ListTasksRequest, Json.ListTasksResponse, request => _client.ListTasksAsync(request, context, Ended), operation),
            "CancelTask" => await CallAsync(json, Json.CancelTaskRequest, Json.AgentTask, request => _client.CancelTaskAsync(request, context, Ended), operation),
            "CreateTaskPushNotificationConfig" => await CallAsync(
                json, Json.TaskPushNotificationConfig, Json.TaskPushNotificationConfig, request => _client.CreateTaskPushNotificationConfigAsync(request, context, Ended), operation),
            "GetTaskPushNotificationConfig" => await CallAsync(
                json, Json.GetTaskPushNotificationConfigRequest, Json.TaskPushNotificationConfig, request => _client.GetTaskPushNotificationConfigAsync(request, context, Ended), operation),
            "ListTaskPushNotificationConfigs" => await CallAsync(
                json, Json.ListTaskPushNotificationConfigsRequest, Json.ListTaskPushNotificationConfigsResponse, request => _client.ListTaskPushNotificationConfigsAsync(request, context, Ended), operation),
            "DeleteTaskPushNotificationConfig" => await CallAsync(
                json, Json.DeleteTaskPushNotificationConfigRequest, Json.GetExtendedAgentCardRequest, async request =>
                {
                    await _client.DeleteTaskPushNotificationConfigAsync(request, context, Ended);
                    return new GetExtendedAgentCardRequest();
                },
                operation),
            "GetExtendedAgentCard" => await CallAsync(json, Json.GetExtendedAgentCardRequest, Json.AgentCard, request => _client.GetExtendedAgentCardAsync(request, context, Ended), operation),
            _ => throw new ArgumentException(operation, nameof(operation)),
        };
    }

    public async Task<OpenStream> StreamAsync(string operation, object? request = null, CallHeaders? headers = null)
    {
        var json = TestJson.Write(request ?? new { });
        try
        {
            var events = operation == "SubscribeToTask"
                ? await _client.SubscribeToTaskAsync(Read(json, Json.SubscribeToTaskRequest), Context(headers), Ended)
                : await _client.SendStreamingMessageAsync(Read(json, Json.SendMessageRequest), Context(headers), Ended);
            return new OpenStream(new HttpResponseMessage(), () => events.Select(static item => Parse(ProtocolJson.ToUtf8(item))));
        }
        catch (RemoteAgentException e)
        {
            throw ToError(e, operation);
        }
    }

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    private static CallContext Context(CallHeaders? headers) => new()
    {
        Version = headers?.Version ?? "",
        RequestedExtensions = headers?.Extensions is { } extensions ? [extensions] : [],
    };

    private static async Task<JsonElement> CallAsync<TRequest, TResult>(
        string json, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResult> resultType, Func<TRequest, ValueTask<TResult>> call, string operation)
    {
        try
        {
            return Parse(ProtocolJson.ToUtf8(await call(Read(json, requestType)), resultType));
        }
        catch (RemoteAgentException e)
        {
            throw ToError(e, operation);
        }
    }

    private static T Read<T>(string json, JsonTypeInfo<T> type) => ProtocolJson.FromUtf8(Encoding.UTF8.GetBytes(json), type);

    private static JsonElement Parse(byte[] json) => JsonDocument.Parse(json).RootElement;

    private static BindingError ToError(RemoteAgentException failure, string operation)
    {
        Assert.Equal(operation, failure.Operation);
        Assert.Equal(Clients.Name, failure.Agent);
        Assert.Equal(RequestDelivery.Answered, failure.Delivery);
        return new BindingError(failure.Error.Reason, failure.Message, [.. failure.Violations.Select(static violation => violation.Field)]);
    }
}
