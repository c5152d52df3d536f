using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Protocol.JsonRpc;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.Sse;
using A2AAgent.Server.Bindings.V03;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Limits;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Bindings.JsonRpc;

/// <summary>JSON-RPC 2.0 over HTTP (specification, section 9): POST to the agent's base path.</summary>
internal sealed class JsonRpcBinding
{
    private static readonly byte[] NullId = "null"u8.ToArray();

    private readonly JsonRpcMethodTable _methods;
    private readonly IAgentService _service;
    private readonly Admission _admission;
    private readonly OperationMetrics _metrics;
    private readonly OperationSpans _spans;
    private readonly JsonReaderOptions _reader;
    private readonly EventStreamWriter _streams;
    private readonly V03Binding? _v03;
    private readonly ILogger _logger;

    private JsonRpcBinding(JsonRpcMethodTable methods, IServiceProvider services)
    {
        _methods = methods;
        _service = services.GetRequiredService<IAgentService>();
        _admission = services.GetRequiredService<Admission>();
        _metrics = services.GetRequiredService<OperationMetrics>();
        _spans = services.GetRequiredService<OperationSpans>();
        var options = services.GetRequiredService<AgentOptions>();
        _reader = RequestJson.Options(options.Limits.JsonDepth);
        _streams = services.GetRequiredService<EventStreamWriter>();
        _v03 = options.Compatibility.V03 ? new V03Binding(_service, _reader, _streams) : null;
        _logger = services.GetRequiredService<ILogger<JsonRpcBinding>>();
    }

    public static void Map(IEndpointRouteBuilder routes, JsonRpcMethodTable methods)
    {
        var binding = new JsonRpcBinding(methods, routes.ServiceProvider);
        routes.MapPost("/", binding.HandleAsync).WithDisplayName("A2A JSON-RPC");
    }

    private async Task HandleAsync(HttpContext http)
    {
        var request = new JsonRpcRequest();
        var began = _metrics.Begin();
        var span = _spans.Begin(http, TelemetryNames.Bindings.JsonRpc, operation: null);
        var error = OperationMetrics.Fault;
        try
        {
            await _admission.AdmitAsync(http);
            MediaTypes.RequireJson(http.Request);
            await DispatchAsync(http, request);
            error = null;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            if (HttpFailure.From(e, http, _logger) is not { } failure)
            {
                error = OperationMetrics.Left;
                return;
            }

            error = failure.Error.Reason;
            _spans.Failed(failure);
            if (request.IsNotification)
            {
                http.Response.StatusCode = StatusCodes.Status204NoContent;
            }
            else
            {
                await JsonRpcCall.FailAsync(http, ReferenceEquals(failure.Error, AgentError.ParseError) ? NullId : request.Id, failure);
            }
        }
        finally
        {
            _metrics.End(began, http, TelemetryNames.Bindings.JsonRpc, request.Operation, error);
            OperationSpans.SetJsonRpcId(span, request.Id);
            OperationSpans.End(span, http, request.Operation, error);
        }
    }

    private async Task DispatchAsync(HttpContext http, JsonRpcRequest request)
    {
        Task answered;
        using (var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted))
        {
            Read(request, body.Utf8);
            var method = _methods(request.Method);
            if (method is not null || _v03 is null || !_v03.TryInvoke(http, request, body.Utf8, out answered!))
            {
                answered = InvokeAsync(http, request, method, body.Utf8);
            }
        }

        await answered;
    }

    private Task InvokeAsync(HttpContext http, JsonRpcRequest request, JsonRpcMethod? method, ReadOnlySpan<byte> body)
    {
        request.Operation = method?.Name;
        var call = new JsonRpcCall(http, request, _service, _reader, _streams);
        Negotiation.RequireVersion(call.Context);
        return method is not null
            ? method.InvokeAsync(call, body[request.Params])
            : throw new AgentException(AgentError.MethodNotFound,
                $"'{request.Method}' is not a method of A2A 1.0; they are named as in the specification, for example SendMessage or GetTask.");
    }

    private void Read(JsonRpcRequest request, ReadOnlySpan<byte> body)
    {
        try
        {
            request.Read(body, _reader);
        }
        catch (JsonException e)
        {
            throw RequestJson.NotJson(e);
        }
    }
}
