using System.Text.Json;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Client.Transports.Rest;

/// <summary>Reads the errors of HTTP+JSON: <c>google.rpc.Status</c> as the member <c>error</c> (specification, section 11.6).</summary>
internal static class RestError
{
    /// <summary>The error; null for a body that is none.</summary>
    public static RemoteError? Read(ReadOnlySpan<byte> body, int httpStatus)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = ProtoLimits.MaxDepth });
            return JsonElement.TryParseValue(ref reader, out var answer) && answer is { ValueKind: JsonValueKind.Object } envelope
                && envelope.TryGetProperty("error"u8, out var error) && error.ValueKind == JsonValueKind.Object
                ? Read(error, httpStatus)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RemoteError Read(JsonElement error, int httpStatus)
    {
        var status = httpStatus >= 400 ? httpStatus : Code(error);
        var answer = new RemoteError { Error = ErrorOf(ErrorJson.Text(error, "status"), status), Message = ErrorJson.Text(error, "message") };
        return error.TryGetProperty("details"u8, out var details) ? ErrorJson.WithDetails(answer, details) : answer;
    }

    private static int Code(JsonElement error) =>
        error.TryGetProperty("code"u8, out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : 0;

    /// <summary>The word says more than the number, but for the errors of HTTP itself.</summary>
    private static AgentError ErrorOf(string word, int httpStatus)
    {
        if (GrpcStatuses.Find(word) is not { } status)
        {
            return AgentErrorLookup.ByHttpStatus(httpStatus);
        }

        var error = AgentErrorLookup.ByGrpcStatus(status);
        return error.HttpStatus == httpStatus
            ? error
            : AgentError.All.FirstOrDefault(row => row.GrpcStatus == status && row.HttpStatus == httpStatus && !row.IsProtocolError) ?? error;
    }
}
