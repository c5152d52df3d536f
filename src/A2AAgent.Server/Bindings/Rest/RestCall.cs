using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.Sse;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace A2AAgent.Server.Bindings.Rest;

/// <summary>One HTTP+JSON call.</summary>
internal sealed class RestCall(HttpContext http)
{
    public CallContext Context { get; } = HttpCall.Read(http, http.GetRouteValue("tenant") as string);

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The task in the address.</summary>
    public string Id { get; } = http.GetRouteValue("id") as string ?? "";

    /// <summary>The push notification configuration in the address.</summary>
    public string ConfigId => http.GetRouteValue("configId") as string ?? "";

    /// <summary>The tenant in the query, or an empty string. The one in the address is part of the context.</summary>
    public string Tenant => Query.Text("tenant");

    public RestQuery Query => new(http.Request.Query);

    public Task AnswerAsync<T>(T result, JsonTypeInfo<T> typeInfo)
    {
        HttpCall.Echo(http, Context);
        return JsonOutput.WriteAsync(http.Response, StatusCodes.Status200OK, MediaTypes.ForAnswer(http.Request), (result, typeInfo),
            static (writer, state) => JsonSerializer.Serialize(writer, state.result, state.typeInfo));
    }

    /// <summary>Answers with an empty object, the JSON of protobuf's <c>Empty</c>.</summary>
    public Task AnswerEmptyAsync()
    {
        HttpCall.Echo(http, Context);
        return JsonOutput.WriteAsync(http.Response, StatusCodes.Status200OK, MediaTypes.ForAnswer(http.Request), 0, static (writer, _) =>
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        });
    }

    public Task AnswerAsync(IAsyncEnumerable<StreamEvent> events, EventStreamWriter streams)
    {
        HttpCall.Echo(http, Context);
        return streams.WriteAsync(http, events, prefix: default, suffix: default);
    }

    /// <summary>Writes an error (specification, section 11.6).</summary>
    public static Task ErrorAsync(HttpContext http, AgentException failure)
    {
        HttpFailure.SetHeaders(http, failure);
        return JsonOutput.WriteAsync(http.Response, failure.Error.HttpStatus, MediaTypes.ForAnswer(http.Request), failure, static (writer, failure) =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error"u8);
            writer.WriteNumber("code"u8, failure.Error.HttpStatus);
            writer.WriteString("status"u8, failure.Error.GrpcStatus.ToWireName());
            writer.WriteString("message"u8, failure.Message);
            if (ErrorDetails.Any(failure))
            {
                writer.WritePropertyName("details"u8);
                ErrorDetails.Write(writer, failure);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }
}
