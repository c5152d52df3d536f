using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.Sse;
using A2AAgent.Server.Bindings.V03;
using A2AAgent.Server.Bindings.V03.Writing;
using A2AAgent.Server.Operations;

namespace A2AAgent.Server.Push.Configs;

/// <summary>The form in which a webhook gets events: that of the protocol version over which it was set.</summary>
internal sealed class PushFormat
{
    private readonly IEventFormat? _format;

    private PushFormat(string version, string mediaType, IEventFormat? format) => (Version, MediaType, _format) = (version, mediaType, format);

    /// <summary>The protocol's own: an event as in a stream (specification, section 4.3.3).</summary>
    public static PushFormat Current { get; } = new(Negotiation.Version, MediaTypes.A2AJson, null);

    /// <summary>The events of 0.3, each of which says its kind.</summary>
    public static PushFormat V03 { get; } = new(V03Binding.Version, MediaTypes.Json, V03EventFormat.Instance);

    public string Version { get; }

    public string MediaType { get; }

    public static PushFormat Of(CallContext context) => context.EarlierVersion == V03Binding.Version ? V03 : Current;

    /// <summary>The form of a version, as it was kept.</summary>
    public static PushFormat OfVersion(string version) => version == V03.Version ? V03 : Current;

    public ReadOnlyMemory<byte> ToUtf8Json(StreamEvent change) => _format?.ToUtf8Json(change) ?? change.ToUtf8Json();
}
