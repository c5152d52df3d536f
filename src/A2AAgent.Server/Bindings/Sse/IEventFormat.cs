using A2AAgent.Protocol;

namespace A2AAgent.Server.Bindings.Sse;

/// <summary>Writes the events of a stream in another form than the protocol's own.</summary>
internal interface IEventFormat
{
    ReadOnlyMemory<byte> ToUtf8Json(StreamEvent change);

    /// <summary>True when the stream ends with the event.</summary>
    bool IsLast(StreamEvent change);
}
