using System.Globalization;
using System.Text.Json;

namespace A2AAgent.Client.Transports.Http;

/// <summary>Reads the details of an error: <c>google.rpc</c> messages as ProtoJSON <c>Any</c> (specification, section 5.4), of which agents send some, one or none.</summary>
internal static class ErrorJson
{
    private const int MostDetails = 32;

    /// <summary>Adds what the details say.</summary>
    public static RemoteError WithDetails(RemoteError error, JsonElement details)
    {
        if (details.ValueKind != JsonValueKind.Array)
        {
            return details.ValueKind == JsonValueKind.Object ? WithDetail(error, details) : error;
        }

        foreach (var detail in details.EnumerateArray().Take(MostDetails))
        {
            error = detail.ValueKind == JsonValueKind.Object ? WithDetail(error, detail) : error;
        }

        return error;
    }

    public static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static RemoteError WithDetail(RemoteError error, JsonElement detail) => Text(detail, "@type") switch
    {
        var type when type.EndsWith("google.rpc.ErrorInfo", StringComparison.Ordinal) => error with { Reason = Text(detail, "reason"), Facts = Facts(detail) },
        var type when type.EndsWith("google.rpc.BadRequest", StringComparison.Ordinal) => error with { Violations = Violations(detail) },
        var type when type.EndsWith("google.rpc.RetryInfo", StringComparison.Ordinal) => error with { RetryAfter = Seconds(Text(detail, "retryDelay")) ?? error.RetryAfter },
        _ => error,
    };

    private static Dictionary<string, string> Facts(JsonElement detail)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (detail.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object)
        {
            foreach (var fact in metadata.EnumerateObject().Take(MostDetails))
            {
                facts[fact.Name] = fact.Value.ValueKind == JsonValueKind.String ? fact.Value.GetString()! : fact.Value.GetRawText();
            }
        }

        return facts;
    }

    private static FieldViolation[] Violations(JsonElement detail) =>
        detail.TryGetProperty("fieldViolations", out var violations) && violations.ValueKind == JsonValueKind.Array
            ? [.. violations.EnumerateArray().Where(static one => one.ValueKind == JsonValueKind.Object).Take(MostDetails).Select(static one => new FieldViolation(Text(one, "field"), Text(one, "description")))]
            : [];

    private static TimeSpan? Seconds(string duration) =>
        duration.EndsWith('s') && double.TryParse(duration.AsSpan(0, duration.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
