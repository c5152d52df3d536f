using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.JsonRpc;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.Sse;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.V03;

/// <summary>
/// JSON-RPC of A2A 0.3, translated to the operations of 1.0 and back: nothing behind this folder knows that a client speaks 0.3.
/// The name of the method tells the two apart, since they have none in common.
/// </summary>
internal sealed class V03Binding(IAgentService service, JsonReaderOptions reader, EventStreamWriter streams)
{
    public const string Version = "0.3";

    public IAgentService Service => service;

    public JsonReaderOptions Reader => reader;

    public EventStreamWriter Streams => streams;

    /// <summary>Answers a request that is of 0.3; false when it is not.</summary>
    /// <exception cref="AgentException">The client speaks 0.3 and there is no such method, or the parameters are wrong.</exception>
    public bool TryInvoke(HttpContext http, JsonRpcRequest request, ReadOnlySpan<byte> body, [NotNullWhen(true)] out Task? answered)
    {
        if ((V03Methods.Find(request.Method) ?? V03Methods.FindEscaped(body, reader)) is { } method)
        {
            request.Operation = method.Name;
            answered = method.InvokeAsync(new V03Call(http, request, this), body[request.Params]);
            return true;
        }

        // What is unknown to both versions is answered in the client's own: a method of 1.0 never comes here.
        answered = null;
        return IsSpokenBy(HttpCall.Read(http).Version)
            ? throw new AgentException(AgentError.MethodNotFound,
                $"'{request.Method}' is not a method of A2A {Version}; they are named as in the specification, for example message/send or tasks/get.")
            : false;
    }

    /// <summary>Clients of 0.3 send no version, or one that begins so.</summary>
    public static bool IsSpokenBy(string version) =>
        version is "" or Version || version.StartsWith(Version + ".", StringComparison.Ordinal);
}
