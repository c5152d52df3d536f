using System.Diagnostics;
using System.Globalization;
using System.Text;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>
/// The span of a call. Each binding makes its own, around everything that it does for it, as it is measured: one that is refused before its
/// operation begins has one as well, and that of a stream lasts as long as it is written.
/// </summary>
internal sealed class OperationSpans(ServerSpans spans, AgentDefinition definition)
{
    /// <summary>Begins the span of a call, to be handed to <see cref="End"/>; null when nobody wants it.</summary>
    /// <param name="http">The call.</param>
    /// <param name="binding">How it came.</param>
    /// <param name="operation">What is called, when that is known.</param>
    public Activity? Begin(HttpContext http, string binding, string? operation)
    {
        if (!spans.AreOn)
        {
            return null;
        }

        // ASP.NET Core makes an activity for its own log, too. Only one that has a source is heard of: below the other, the trace would have a hole.
        var name = operation ?? TelemetryNames.Other;
        var span = Activity.Current is { Source.Name.Length: > 0 }
            ? spans.Start(name, ActivityKind.Server)
            : spans.Start(name, ActivityKind.Server, TraceHeaders.Read(http.Request.Headers));
        if (span is { IsAllDataRequested: true })
        {
            Describe(span, http, binding, operation);
        }

        return span;
    }

    /// <summary>Says what the client is told of a failure.</summary>
    public void Failed(AgentException failure)
    {
        if (spans.Call is { } span)
        {
            span.Fail(failure.Error.Reason, failure.Message);
            if (span.GetTagItem(TelemetryNames.JsonRpcVersion) is not null)
            {
                SetStatus(span, failure.Error.JsonRpcCode.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Says which JSON-RPC request it is.</summary>
    public static void SetJsonRpcId(Activity? span, ReadOnlyMemory<byte> id)
    {
        if (span is { IsAllDataRequested: true } && !id.Span.SequenceEqual("null"u8))
        {
            span.SetId(TelemetryNames.JsonRpcId, Encoding.UTF8.GetString(id.Span).Trim('"'));
        }
    }

    /// <summary>Says what a call was answered with, where the binding has codes of its own.</summary>
    public static void SetStatus(Activity? span, string? code)
    {
        if (span is { IsAllDataRequested: true } && code is not null)
        {
            span.SetTag(TelemetryNames.RpcStatus, code);
        }
    }

    /// <summary>Ends the span of a call.</summary>
    /// <param name="span">The span.</param>
    /// <param name="http">The call.</param>
    /// <param name="operation">What is called; null when it is not known, or there is no such operation.</param>
    /// <param name="error">Why it failed, in a word of ours; null when it did not.</param>
    public static void End(Activity? span, HttpContext http, string? operation, string? error)
    {
        if (span is null)
        {
            return;
        }

        if (span.IsAllDataRequested)
        {
            span.DisplayName = operation ?? TelemetryNames.Other;
            span.SetTag(TelemetryNames.Method, span.DisplayName);
            if ((error ?? (http.RequestAborted.IsCancellationRequested ? OperationMetrics.Left : null)) is { } failure)
            {
                span.Fail(failure, span.StatusDescription);
            }
        }

        span.Dispose();
    }

    private void Describe(Activity span, HttpContext http, string binding, string? operation)
    {
        var protocol = http.Request.Protocol;
        span.AddTag(TelemetryNames.Binding, binding)
            .AddTag(TelemetryNames.AgentName, definition.Card.Name)
            .AddTag(TelemetryNames.AgentVersion, definition.Card.Version)
            .AddTag(TelemetryNames.NetworkProtocol, "http")
            .AddTag(TelemetryNames.NetworkProtocolVersion, HttpProtocol.IsHttp2(protocol) ? "2" : HttpProtocol.IsHttp11(protocol) ? "1.1" : protocol);
        if (binding == TelemetryNames.Bindings.JsonRpc)
        {
            span.AddTag(TelemetryNames.JsonRpcVersion, "2.0");
        }
        else if (binding == TelemetryNames.Bindings.Grpc && operation is not null)
        {
            span.AddTag(TelemetryNames.RpcMethod, $"lf.a2a.v1.A2AService/{operation}");
        }
    }
}
