using A2AAgent.Protocol.Json;

namespace A2AAgent.Client.Transports.JsonRpc;

/// <summary>Writes JSON-RPC requests (specification, section 9.3).</summary>
internal static class JsonRpcBody
{
    private static long _lastId;

    public static byte[] Write<T, TJson>(string method, T parameters)
        where TJson : IProtoJson<T>
    {
        var buffer = JsonBuffer.Take();
        var writer = buffer.Writer;
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteNumber("id"u8, Interlocked.Increment(ref _lastId));
        writer.WriteString("method"u8, method);
        writer.WritePropertyName("params"u8);
        TJson.Write(writer, parameters);
        writer.WriteEndObject();
        var body = buffer.Written.ToArray();
        buffer.Return();
        return body;
    }
}
