using System.IO.Pipelines;
using A2AAgent.Protobuf.Framing;
using A2AAgent.Protobuf.Messages;

namespace A2AAgent.Load.Floor;

/// <summary>The cheapest parse that there is: straight from the pipe, once the body is whole, into the generated message.</summary>
internal static class GrpcRequestReader
{
    public static async ValueTask<SendMessageRequest> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                var request = SendMessageRequest.Parser.ParseFrom(read.Buffer.Slice(GrpcFrame.HeaderSize));
                body.AdvanceTo(read.Buffer.End);
                return request;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
