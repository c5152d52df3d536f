using A2AAgent.Protobuf.Rpc;

namespace A2AAgent.EndToEnd.Tests.Conformance.Callers;

/// <summary>How a gRPC call ended.</summary>
internal static class GrpcStatus
{
    /// <exception cref="NamedError">The call failed.</exception>
    public static void ThrowIfFailed(HttpResponseMessage response)
    {
        var code = Value(response, "grpc-status");
        if (code != "0")
        {
            var message = Uri.UnescapeDataString(Value(response, "grpc-message") ?? "");
            throw new NamedError(Reason(Value(response, "grpc-status-details-bin")) ?? $"status {code}", message);
        }
    }

    /// <summary>A trailer, or a header of a response that has no body.</summary>
    private static string? Value(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values) ? values.Single() : null;

    private static string? Reason(string? details)
    {
        if (details is null)
        {
            return null;
        }

        var padded = details.PadRight((details.Length + 3) / 4 * 4, '=');
        var status = Status.Parser.ParseFrom(Convert.FromBase64String(padded));
        return status.Details.Select(static detail => detail.TryUnpack<ErrorInfo>(out var info) ? info.Reason : null).FirstOrDefault(static reason => reason is not null);
    }
}
