namespace A2AAgent.Protocol;

/// <summary>A failure that the caller is told about. Its <see cref="Error"/> has the code of each binding.</summary>
/// <remarks>The message and the details reach the caller: they hold no secrets. A failure of an agent that was called is a <see cref="RemoteAgentException"/>.</remarks>
public class AgentException : Exception
{
    private const int LongestFact = 128;

    /// <summary>Makes a failure.</summary>
    /// <param name="error">What kind of failure.</param>
    /// <param name="message">What the caller should know and do; null for the kind's own message.</param>
    /// <param name="innerException">What caused it; not told to the caller.</param>
    public AgentException(AgentError error, string? message = null, Exception? innerException = null)
        : base(message ?? error?.DefaultMessage, innerException)
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
    }

    /// <summary>The kind of failure.</summary>
    public AgentError Error { get; }

    /// <summary>Which fields are wrong and why; written as <c>google.rpc.BadRequest</c>.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];

    /// <summary>Facts about the failure such as the task's identifier; written into <c>google.rpc.ErrorInfo</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = EmptyMap<string>.Instance;

    /// <summary>How long to wait before the same request may succeed, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How the caller may authenticate: the challenges of <c>WWW-Authenticate</c> (RFC 9110, section 11.6.1).</summary>
    public IReadOnlyList<string> Challenges { get; init; } = [];

    /// <summary>A field is missing or wrong.</summary>
    /// <param name="field">The path of the field, for example <c>message.parts[0].text</c>; empty for the request itself.</param>
    /// <param name="description">What is wrong and what would be right.</param>
    public static AgentException InvalidParams(string field, string description)
    {
        var message = string.IsNullOrEmpty(field) ? $"Invalid parameters: {description}" : $"Invalid parameters: {field}: {description}";
        return new(AgentError.InvalidParams, message) { Violations = [new FieldViolation(field, description)] };
    }

    /// <summary>No such task for this caller.</summary>
    public static AgentException TaskNotFound(string taskId)
    {
        ArgumentNullException.ThrowIfNull(taskId);
        var quoted = taskId.Length <= LongestFact ? taskId : taskId[..LongestFact] + "…";
        return new(AgentError.TaskNotFound) { Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["taskId"] = quoted } };
    }
}

/// <summary>A field of a request that is missing or wrong.</summary>
/// <param name="Field">The path of the field, for example <c>message.parts[0].text</c>.</param>
/// <param name="Description">What is wrong and what would be right.</param>
public sealed record FieldViolation(string Field, string Description);
