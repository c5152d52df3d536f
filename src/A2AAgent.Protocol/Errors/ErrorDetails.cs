using System.Text.Json;

namespace A2AAgent.Protocol;

/// <summary>Writes the details of a failure: <c>google.rpc.ErrorInfo</c> and <c>google.rpc.BadRequest</c> as ProtoJSON <c>Any</c>.</summary>
public static class ErrorDetails
{
    internal const string Domain = "a2a-protocol.org";

    /// <summary>True when the failure has details.</summary>
    public static bool Any(AgentException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.Error.IsProtocolError || failure.Violations.Count > 0;
    }

    /// <summary>Writes the array of details.</summary>
    public static void Write(Utf8JsonWriter writer, AgentException failure)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(failure);
        writer.WriteStartArray();
        if (failure.Error.IsProtocolError)
        {
            WriteErrorInfo(writer, failure);
        }

        if (failure.Violations.Count > 0)
        {
            WriteBadRequest(writer, failure);
        }

        writer.WriteEndArray();
    }

    private static void WriteErrorInfo(Utf8JsonWriter writer, AgentException failure)
    {
        writer.WriteStartObject();
        writer.WriteString("@type"u8, "type.googleapis.com/google.rpc.ErrorInfo"u8);
        writer.WriteString("reason"u8, failure.Error.Reason);
        writer.WriteString("domain"u8, Domain);
        if (failure.Facts.Count > 0)
        {
            writer.WriteStartObject("metadata"u8);
            foreach (var (name, value) in failure.Facts)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteBadRequest(Utf8JsonWriter writer, AgentException failure)
    {
        writer.WriteStartObject();
        writer.WriteString("@type"u8, "type.googleapis.com/google.rpc.BadRequest"u8);
        writer.WriteStartArray("fieldViolations"u8);
        foreach (var violation in failure.Violations)
        {
            writer.WriteStartObject();
            writer.WriteString("field"u8, violation.Field);
            writer.WriteString("description"u8, violation.Description);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
