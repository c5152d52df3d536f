namespace A2AAgent.Tests.Telemetry.Otlp;

/// <summary>Reads what exporters send; the numbers are those of the fields in opentelemetry-proto.</summary>
internal static class OtlpReader
{
    public static IEnumerable<OtlpSpan> Spans(ProtoFields request) =>
        from resource in request.Messages(1)
        let service = Service(resource)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select Span(span, service, scope.Message(1).Text(1));

    public static IEnumerable<OtlpMetric> Metrics(ProtoFields request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        select new OtlpMetric(metric.Text(1), metric.Text(3), Service(resource), scope.Message(1).Text(1));

    public static IEnumerable<OtlpLog> Logs(ProtoFields request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from log in scope.Messages(2)
        select new OtlpLog(log.Message(5).Text(1), log.Text(3), log.Hex(9), log.Hex(10), Service(resource), scope.Message(1).Text(1), Attributes(log, 6));

    /// <summary>What the resources of a request say.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, object?>> Resources(ProtoFields request) =>
        request.Messages(1).Select(static resource => Attributes(resource.Message(1), 1));

    private static OtlpSpan Span(ProtoFields span, string service, string scope) => new(
        span.Hex(1),
        span.Hex(2),
        span.Hex(4),
        span.Text(5),
        (OtlpKind)span.Number(6),
        service,
        scope,
        span.Time(7),
        span.Time(8),
        (OtlpStatus)span.Message(15).Number(3),
        span.Message(15).Text(2),
        Attributes(span, 9),
        [.. span.Messages(11).Select(static happened => new OtlpEvent(happened.Text(2), Attributes(happened, 3)))],
        [.. span.Messages(13).Select(static link => (link.Hex(1), link.Hex(2)))]);

    private static string Service(ProtoFields resource) => Attributes(resource.Message(1), 1).GetValueOrDefault("service.name") as string ?? "";

    private static Dictionary<string, object?> Attributes(ProtoFields message, int number)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var attribute in message.Messages(number))
        {
            attributes[attribute.Text(1)] = Value(attribute.Message(2));
        }

        return attributes;
    }

    private static object? Value(ProtoFields value) => value switch
    {
        _ when value.Has(1) => value.Text(1),
        _ when value.Has(2) => value.Number(2) != 0,
        _ when value.Has(3) => (long)value.Number(3),
        _ when value.Has(4) => BitConverter.UInt64BitsToDouble(value.Number(4)),
        _ when value.Has(5) => value.Message(5).Messages(1).Select(Value).ToList(),
        _ => null,
    };
}
