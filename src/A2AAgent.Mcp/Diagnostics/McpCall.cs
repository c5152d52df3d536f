using System.Diagnostics;
using System.Diagnostics.Metrics;
using A2AAgent.Protocol.Diagnostics;
using ModelContextProtocol.Client;

namespace A2AAgent.Mcp.Diagnostics;

/// <summary>One request as span and in the histogram, by the semantic conventions for MCP.</summary>
internal sealed class McpCall : IDisposable
{
    private static readonly ActivitySource Source = new(TelemetryNames.Mcp);
    private static readonly Meter Meter = new(TelemetryNames.Mcp);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        McpTelemetryNames.OperationDuration, "s", "Seconds that a request to an MCP server took",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] });

    private readonly Activity? _activity;
    private readonly string _method;
    private readonly string _tool;
    private readonly Uri _server;
    private readonly long _started = Stopwatch.GetTimestamp();
    private string? _error;

    private McpCall(string method, string tool, Uri server)
    {
        (_method, _tool, _server) = (method, tool, server);
        _activity = Source.HasListeners() ? Source.StartActivity(tool.Length == 0 ? method : $"{method} {tool}", ActivityKind.Client, default(ActivityContext), Tags()) : null;
    }

    public static McpCall Start(string method, string tool, Uri server) => new(method, tool, server);

    /// <summary>Notes the session that the request goes over.</summary>
    public void Use(McpClient session)
    {
        _activity?.SetTag(McpTelemetryNames.SessionId, session.SessionId);
        _activity?.SetTag(McpTelemetryNames.ProtocolVersion, session.NegotiatedProtocolVersion);
    }

    /// <summary>Notes the identifier of the request, and gives it.</summary>
    public string NewRequest(string id)
    {
        _activity?.SetTag(McpTelemetryNames.RequestId, id);
        return id;
    }

    /// <param name="error">The value of <c>error.type</c>.</param>
    /// <param name="description">What happened, without anything that the server said.</param>
    public void Fail(string error, string description)
    {
        _error = error;
        _activity?.Fail(error, description);
    }

    public void Dispose()
    {
        _activity?.Dispose();
        if (Duration.Enabled)
        {
            var tags = Tags();
            if (_error is not null)
            {
                tags.Add(TelemetryNames.ErrorType, _error);
            }

            Duration.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, tags);
        }
    }

    private TagList Tags()
    {
        var tags = new TagList
        {
            { McpTelemetryNames.Method, _method },
            { McpTelemetryNames.ServerAddress, _server.IdnHost },
            { McpTelemetryNames.ServerPort, _server.Port },
            { McpTelemetryNames.Transport, "tcp" },
            { McpTelemetryNames.NetworkProtocol, "http" },
        };
        if (_tool.Length > 0)
        {
            tags.Add(McpTelemetryNames.Operation, McpTelemetryNames.ExecuteTool);
            tags.Add(McpTelemetryNames.Tool, _tool);
        }

        return tags;
    }
}
