using System.Globalization;
using System.Text.Json;
using A2AAgent.Protobuf.Rpc;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace A2AAgent.Tests.Grpc;

/// <summary>How a call ended, as a client sees it.</summary>
internal sealed record GrpcOutcome(int Code, string Message, JsonElement Details)
{
    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithTypeRegistry(TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));

    public IReadOnlyList<byte[]> Messages { get; init; } = [];

    /// <summary>The reason that follows from the code alone, where there is one.</summary>
    public string? Reason => (Code, Details.ValueKind) switch
    {
        (12, JsonValueKind.Undefined) => "METHOD_NOT_FOUND",
        (13, JsonValueKind.Undefined) => "INTERNAL",
        (7, JsonValueKind.Undefined) => "PERMISSION_DENIED",
        (16, JsonValueKind.Undefined) => "UNAUTHENTICATED",
        (8, JsonValueKind.Undefined) => "RESOURCE_EXHAUSTED",
        _ => null,
    };

    /// <summary>Reads the trailers, or the headers of a response without a body.</summary>
    public static GrpcOutcome Of(HttpResponseMessage response)
    {
        var code = int.Parse(Header(response, "grpc-status") ?? throw new InvalidOperationException("The call has no grpc-status."), CultureInfo.InvariantCulture);
        var message = Uri.UnescapeDataString(Header(response, "grpc-message") ?? "");
        return new GrpcOutcome(code, message, ReadDetails(Header(response, "grpc-status-details-bin"), code, message));
    }

    public static string? Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var trailers) ? Assert.Single(trailers)
        : response.Headers.TryGetValues(name, out var headers) ? Assert.Single(headers)
        : null;

    private static JsonElement ReadDetails(string? header, int code, string message)
    {
        if (header is null)
        {
            return default;
        }

        var status = Status.Parser.ParseFrom(Convert.FromBase64String(header.PadRight((header.Length + 3) / 4 * 4, '=')));
        Assert.Equal(code, status.Code);
        Assert.Equal(message, status.Message);
        return JsonDocument.Parse($"[{string.Join(',', status.Details.Select(static detail => Formatter.Format(detail)))}]").RootElement;
    }
}
