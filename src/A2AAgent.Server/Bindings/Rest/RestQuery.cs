using System.Globalization;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace A2AAgent.Server.Bindings.Rest;

/// <summary>Reads query parameters (specification, section 11.5). A parameter that is there must be readable; an empty one is unset.</summary>
internal readonly struct RestQuery(IQueryCollection query)
{
    public string Text(string name) => One(name) ?? "";

    public int? Int32(string name)
    {
        if (One(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw AgentException.InvalidParams(name, "must be a whole number");
    }

    public bool? Boolean(string name) => One(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw AgentException.InvalidParams(name, "must be true or false"),
    };

    public DateTimeOffset? Timestamp(string name)
    {
        if (One(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value)
            ? value
            : throw AgentException.InvalidParams(name, "must be a timestamp such as 2026-01-31T12:00:00Z");
    }

    public TaskState State(string name)
    {
        if (One(name) is not { } text)
        {
            return TaskState.Unspecified;
        }

        for (var state = TaskState.Unspecified; state <= TaskState.AuthRequired; state++)
        {
            if (text == state.ToWireName() || text == ((int)state).ToString(CultureInfo.InvariantCulture))
            {
                return state;
            }
        }

        throw AgentException.InvalidParams(name, "must be a task state such as TASK_STATE_WORKING");
    }

    private string? One(string name)
    {
        if (!query.TryGetValue(name, out var values) && !query.TryGetValue(SnakeCase(name), out values))
        {
            return null;
        }

        return values.Count > 1
            ? throw AgentException.InvalidParams(name, "is there more than once")
            : StringValues.IsNullOrEmpty(values) ? null : values[0];
    }

    /// <summary>The name as in the protocol's definition, which JSON accepts too.</summary>
    private static string SnakeCase(string name) =>
        string.Concat(name.Select(static c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));
}
