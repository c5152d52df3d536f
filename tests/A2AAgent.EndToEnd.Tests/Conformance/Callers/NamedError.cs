using System.Text.Json;

namespace A2AAgent.EndToEnd.Tests.Conformance.Callers;

/// <summary>An error of the protocol, by the name that it has on every binding.</summary>
internal sealed class NamedError(string reason, string message) : Exception($"{reason}: {message}")
{
    public string Reason { get; } = reason;

    /// <summary>Reads the name out of an error's details.</summary>
    public static NamedError Of(JsonElement error, string detailsField)
    {
        var reason = error.TryGetProperty(detailsField, out var details)
            ? details.EnumerateArray().Select(static detail => detail.TryGetProperty("reason", out var name) ? name.GetString() : null).FirstOrDefault(static name => name is not null)
            : null;
        return new NamedError(reason ?? error.ToString(), error.GetProperty("message").GetString()!);
    }
}
