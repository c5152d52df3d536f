using System.Buffers;

namespace A2AAgent.Load.Floor;

/// <summary>The fixed replies over gRPC: the frame that the agent gave, and the status that says that it is right.</summary>
internal static class GrpcReplies
{
    public static void WriteGrpc(this Replies replies, HttpContext http, string name)
    {
        http.Response.ContentType = "application/grpc";
        http.Response.BodyWriter.Write(replies.Body(name));
        http.Response.AppendTrailer("grpc-status", "0");
    }
}
