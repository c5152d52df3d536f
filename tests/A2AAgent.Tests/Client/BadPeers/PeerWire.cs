using System.Text;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Tests.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client.BadPeers;

/// <summary>Writes answers as the bindings have them, so that peers can be bad in the same way over each.</summary>
internal static class PeerWire
{
    public static AgentTask Task { get; } = new() { Id = "t", ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Working } };

    public static async System.Threading.Tasks.Task AnswerAsync(HttpContext http, string binding, AgentTask task)
    {
        var json = Encoding.UTF8.GetString(ProtocolJson.ToUtf8(task, ProtocolJson.Context.AgentTask));
        switch (binding)
        {
            case ProtocolBindings.JsonRpc:
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync($$"""{"jsonrpc":"2.0","id":1,"result":{{json}}}""");
                break;
            case ProtocolBindings.HttpJson:
                http.Response.ContentType = "application/a2a+json";
                await http.Response.WriteAsync(json);
                break;
            default:
                http.Response.ContentType = "application/grpc";
                await http.Response.Body.WriteAsync(GrpcWire.Frame(ProtoMap.ToProto(task).ToByteArray()));
                http.Response.AppendTrailer("grpc-status", "0");
                break;
        }
    }

    /// <summary>Begins a stream.</summary>
    public static async System.Threading.Tasks.Task BeginAsync(HttpContext http, string binding)
    {
        http.Response.ContentType = binding == ProtocolBindings.Grpc ? "application/grpc" : "text/event-stream";
        await http.Response.Body.FlushAsync();
    }

    public static async System.Threading.Tasks.Task EventAsync(HttpContext http, string binding, StreamEvent item)
    {
        await http.Response.Body.WriteAsync(Bytes(binding, item));
        await http.Response.Body.FlushAsync();
    }

    /// <summary>An event as it stands in the stream.</summary>
    public static byte[] Bytes(string binding, StreamEvent item)
    {
        var json = Encoding.UTF8.GetString(ProtocolJson.ToUtf8(item));
        return binding switch
        {
            ProtocolBindings.JsonRpc => Encoding.UTF8.GetBytes($$"""data: {"jsonrpc":"2.0","id":1,"result":{{json}}}""" + "\n\n"),
            ProtocolBindings.HttpJson => Encoding.UTF8.GetBytes($"data: {json}\n\n"),
            _ => GrpcWire.Frame(ProtoMap.ToProto(item).ToByteArray()),
        };
    }

    public static void End(HttpContext http, string binding, int status = 0)
    {
        if (binding == ProtocolBindings.Grpc)
        {
            http.Response.AppendTrailer("grpc-status", $"{status}");
        }
    }
}
