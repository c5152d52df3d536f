namespace A2AAgent.Client.Transports.Http;

/// <summary>An error that an agent has answered with, of any binding.</summary>
internal sealed record RemoteError
{
    /// <summary>The row of the table that the binding's own code means.</summary>
    public required AgentError Error { get; init; }

    public string Message { get; init; } = "";

    /// <summary>The reason in <c>ErrorInfo</c>: more exact than the code. Null when there is none.</summary>
    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, string> Facts { get; init; } = EmptyMap<string>.Instance;

    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    public IReadOnlyList<string> Challenges { get; init; } = [];
}
