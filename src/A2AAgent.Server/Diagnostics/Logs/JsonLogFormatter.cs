using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using A2AAgent.Protocol.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace A2AAgent.Server.Diagnostics.Logs;

/// <summary>
/// Writes the log as one JSON object on each line, with the fields of .NET's own JSON format and, instead of scopes, the trace and the span in
/// which a line was logged.
/// </summary>
internal sealed class JsonLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "agent-json";

    private const string Template = "{OriginalFormat}";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var buffer = JsonBuffer.Take();
        var writer = buffer.Writer;
        writer.WriteStartObject();
        writer.WriteString("Timestamp"u8, time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        writer.WriteNumber("EventId"u8, logEntry.EventId.Id);
        writer.WriteString("LogLevel"u8, LevelName(logEntry.LogLevel));
        writer.WriteString("Category"u8, logEntry.Category);
        writer.WriteString("Message"u8, message);
        if (logEntry.Exception is { } exception)
        {
            writer.WriteString("Exception"u8, exception.ToString());
        }

        WriteTrace(writer);
        WriteState(writer, logEntry.State as IReadOnlyList<KeyValuePair<string, object?>>);
        writer.WriteEndObject();
        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.Written));
        buffer.Return();
    }

    private static void WriteTrace(Utf8JsonWriter writer)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            writer.WriteString("TraceId"u8, activity.TraceId.ToHexString());
            writer.WriteString("SpanId"u8, activity.SpanId.ToHexString());
        }
    }

    /// <summary>The values of the message, by the names that they have in its template.</summary>
    private static void WriteState(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>>? values)
    {
        if (values is null or [] or [{ Key: Template }])
        {
            return;
        }

        writer.WriteStartObject("State"u8);
        foreach (var (name, value) in values)
        {
            if (name != Template)
            {
                WriteValue(writer, name, value);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                writer.WriteNumber(name, number);
                break;
            default:
                writer.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace => nameof(LogLevel.Trace),
        LogLevel.Debug => nameof(LogLevel.Debug),
        LogLevel.Information => nameof(LogLevel.Information),
        LogLevel.Warning => nameof(LogLevel.Warning),
        LogLevel.Error => nameof(LogLevel.Error),
        _ => nameof(LogLevel.Critical),
    };
}
