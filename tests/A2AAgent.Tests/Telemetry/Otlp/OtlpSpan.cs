namespace A2AAgent.Tests.Telemetry.Otlp;

/// <summary>A span that has arrived.</summary>
internal sealed record OtlpSpan(
    string TraceId,
    string SpanId,
    string ParentId,
    string Name,
    OtlpKind Kind,
    string Service,
    string Scope,
    DateTimeOffset Start,
    DateTimeOffset End,
    OtlpStatus Status,
    string StatusText,
    IReadOnlyDictionary<string, object?> Attributes,
    IReadOnlyList<OtlpEvent> Events,
    IReadOnlyList<(string TraceId, string SpanId)> Links)
{
    /// <summary>An attribute as text; null when the span does not have it.</summary>
    public string? this[string attribute] => Attributes.TryGetValue(attribute, out var value) ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) : null;
}

internal enum OtlpKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}

internal enum OtlpStatus
{
    Unset,
    Ok,
    Error,
}

/// <summary>Something that happened within a span.</summary>
internal sealed record OtlpEvent(string Name, IReadOnlyDictionary<string, object?> Attributes);

/// <summary>A metric that has arrived, without its points.</summary>
internal sealed record OtlpMetric(string Name, string Unit, string Service, string Scope);

/// <summary>A line of a log that has arrived.</summary>
internal sealed record OtlpLog(string Body, string Severity, string TraceId, string SpanId, string Service, string Scope, IReadOnlyDictionary<string, object?> Attributes);

/// <summary>A request to the receiver.</summary>
internal sealed record OtlpRequest(string Path, string Protocol, IReadOnlyDictionary<string, string> Headers);
