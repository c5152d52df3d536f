using System.Globalization;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace A2AAgent.Server.Bindings.Rest;

/// <summary>Reads query parameters (specification, section 11.5). A parameter that is there must be readable; an empty one is unset.</summary>
internal readonly struct RestQuery(IQueryCollection query)
{
    public string Text(string name, string? snakeCase = null) => One(name, snakeCase) ?? "";

    public int? Int32(string name, string? snakeCase = null)
    {
        if (One(name, snakeCase) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw AgentException.InvalidParams(name, "must be a whole number");
    }

    public bool? Boolean(string name, string? snakeCase = null) => One(name, snakeCase) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw AgentException.InvalidParams(name, "must be true or false"),
    };

    public DateTimeOffset? Timestamp(string name, string? snakeCase = null)
    {
        if (One(name, snakeCase) is not { } text)
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

    /// <summary>The one value under the name in JSON or, as JSON accepts too, in the protocol's definition.</summary>
    private string? One(string name, string? snakeCase = null)
    {
        query.TryGetValue(name, out var values);
        if (snakeCase is not null && query.TryGetValue(snakeCase, out var more))
        {
            values = StringValues.Concat(values, more);
        }

        return values.Count > 1
            ? throw AgentException.InvalidParams(name, "is there more than once")
            : StringValues.IsNullOrEmpty(values) ? null : values[0];
    }
}
