using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.Http;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.JsonRpc;

/// <summary>Writes JSON-RPC 2.0 responses.</summary>
internal static class JsonRpcOutput
{
    public static readonly byte[] EndOfObject = "}"u8.ToArray();

    public static void Begin(Utf8JsonWriter writer, byte[] id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WritePropertyName("id"u8);
        writer.WriteRawValue(id, skipInputValidation: true);
    }

    /// <summary>Writes an error (specification, section 9.5). The HTTP status is that of the transport: 200, or 413 when the body was not read.</summary>
    public static Task ErrorAsync(HttpContext http, byte[] id, AgentException failure)
    {
        HttpFailure.SetHeaders(http, failure);
        var status = ReferenceEquals(failure.Error, AgentError.RequestTooLarge) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status200OK;
        return JsonOutput.WriteAsync(http.Response, status, MediaTypes.Json, (id, failure), static (writer, state) =>
        {
            Begin(writer, state.id);
            writer.WriteStartObject("error"u8);
            writer.WriteNumber("code"u8, state.failure.Error.JsonRpcCode);
            writer.WriteString("message"u8, state.failure.Message);
            if (ErrorDetails.Any(state.failure))
            {
                writer.WritePropertyName("data"u8);
                ErrorDetails.Write(writer, state.failure);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }
}
