using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace A2AAgent.Load.Floor;

/// <summary>The cheapest typed parse that ASP.NET Core offers on all its versions: straight from the pipe, once the body is whole.</summary>
internal static class RequestReader
{
    public static async ValueTask<RpcRequest> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                var request = Parse(read.Buffer);
                body.AdvanceTo(read.Buffer.End);
                return request;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static RpcRequest Parse(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonSerializer.Deserialize(ref reader, FloorJson.Default.RpcRequest) ?? throw new JsonException("An object is expected.");
    }
}
