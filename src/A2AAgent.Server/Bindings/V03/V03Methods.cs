using System.Text.Json;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Bindings.V03.Card;
using A2AAgent.Server.Bindings.V03.Reading;
using A2AAgent.Server.Bindings.V03.Writing;

namespace A2AAgent.Server.Bindings.V03;

/// <summary>The methods of A2A 0.3 (its specification, section 7).</summary>
internal static class V03Methods
{
    private static readonly (string Name, V03Method Method)[] All =
    [
        ("message/send", V03Method.Unary(OperationNames.SendMessage, SendParams.Read, static (call, request) => call.Service.SendMessageAsync(request, call.Context, call.Aborted), TaskWriter.WriteResponse)),
        ("message/stream", V03Method.Stream(OperationNames.SendStreamingMessage, SendParams.Read, static (call, request) => call.Service.SendStreamingMessageAsync(request, call.Context, call.Aborted))),
        ("tasks/get", V03Method.Unary(OperationNames.GetTask, TaskParams.ReadGet, static (call, request) => call.Service.GetTaskAsync(request, call.Context, call.Aborted), TaskWriter.Write)),
        ("tasks/cancel", V03Method.Unary(OperationNames.CancelTask, TaskParams.ReadCancel, static (call, request) => call.Service.CancelTaskAsync(request, call.Context, call.Aborted), TaskWriter.Write)),
        ("tasks/resubscribe", V03Method.Stream(OperationNames.SubscribeToTask, TaskParams.ReadSubscribe, static (call, request) => call.Service.SubscribeToTaskAsync(request, call.Context, call.Aborted))),
        ("tasks/pushNotificationConfig/set", V03Method.Unary(OperationNames.CreateTaskPushNotificationConfig, PushParams.ReadSet, static (call, request) => call.Service.CreateTaskPushNotificationConfigAsync(request, call.Context, call.Aborted), PushWriter.Write)),
        ("tasks/pushNotificationConfig/get", V03Method.Unary(OperationNames.GetTaskPushNotificationConfig, PushParams.ReadGet, V03PushConfigs.GetAsync, PushWriter.Write)),
        ("tasks/pushNotificationConfig/list", V03Method.Unary(OperationNames.ListTaskPushNotificationConfigs, PushParams.ReadList, V03PushConfigs.ListAsync, PushWriter.WriteAll)),
        ("tasks/pushNotificationConfig/delete", V03Method.Unary(OperationNames.DeleteTaskPushNotificationConfig, PushParams.ReadDelete, V03PushConfigs.DeleteAsync, static (writer, _) => writer.WriteNullValue())),
        ("agent/getAuthenticatedExtendedCard", V03Method.Unary(OperationNames.GetExtendedAgentCard, TaskParams.ReadNothing, V03ExtendedCard.GetAsync, V03Card.Write)),
    ];

    public static V03Method? Find(string? name)
    {
        foreach (var (known, method) in All)
        {
            if (known == name)
            {
                return method;
            }
        }

        return null;
    }

    /// <summary>Finds the method of a request whose writer escapes slashes, as PHP's does: such a name is not kept when the envelope is read.</summary>
    /// <param name="body">A request that was found to be valid.</param>
    /// <param name="options">How deep the JSON may be nested.</param>
    public static V03Method? FindEscaped(ReadOnlySpan<byte> body, JsonReaderOptions options)
    {
        if (body.IndexOf("\\/"u8) < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(body, options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMethod = Is(ref reader, "method");
            reader.Read();
            if (isMethod)
            {
                return Find(ref reader);
            }

            reader.Skip();
        }

        return null;
    }

    private static V03Method? Find(ref Utf8JsonReader reader)
    {
        foreach (var (known, method) in All)
        {
            if (Is(ref reader, known))
            {
                return method;
            }
        }

        return null;
    }

    private static bool Is(ref Utf8JsonReader reader, string text)
    {
        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which JSON can escape.
            return false;
        }
    }
}
