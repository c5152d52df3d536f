using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.JsonRpc;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.Sse;
using A2AAgent.Server.Configuration;
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
    private readonly JsonReaderOptions _reader;
    private readonly EventStreamWriter _streams;
    private readonly ILogger _logger;

    private JsonRpcBinding(JsonRpcMethodTable methods, IServiceProvider services)
    {
        _methods = methods;
        _service = services.GetRequiredService<IAgentService>();
        _reader = RequestJson.Options(services.GetRequiredService<AgentOptions>().Limits.JsonDepth);
        _streams = services.GetRequiredService<EventStreamWriter>();
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
        try
        {
            MediaTypes.RequireJson(http.Request);
            await DispatchAsync(http, request);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            if (HttpFailure.From(e, http, _logger) is not { } failure)
            {
                return;
            }

            if (request.IsNotification)
            {
                http.Response.StatusCode = StatusCodes.Status204NoContent;
            }
            else
            {
                await JsonRpcCall.FailAsync(http, ReferenceEquals(failure.Error, AgentError.ParseError) ? NullId : request.Id, failure);
            }
        }
    }

    private async Task DispatchAsync(HttpContext http, JsonRpcRequest request)
    {
        Task answered;
        using (var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted))
        {
            Read(request, body.Utf8);
            var call = new JsonRpcCall(http, request, _service, _reader, _streams);
            Negotiation.RequireVersion(call.Context);
            var method = _methods(request.Method) ?? throw new AgentException(AgentError.MethodNotFound,
                $"'{request.Method}' is not a method of A2A 1.0; they are named as in the specification, for example SendMessage or GetTask.");
            answered = method.InvokeAsync(call, body.Utf8[request.Params]);
        }

        await answered;
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
