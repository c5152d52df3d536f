using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.V03.Card;

/// <summary>The card with the fields of both versions, for clients that do not say that they speak 1.0.</summary>
/// <remarks>
/// A client of 0.3 needs <c>url</c> and <c>type</c> in the security schemes; a client of 1.0 need not name its version to get the
/// card, and then needs <c>supportedInterfaces</c>. A card of 0.3 alone would break the latter, the one of 1.0 alone the former. The
/// two share no field of different meaning, both kinds of client pass over what they do not know, and those of 1.0 that look for
/// cards of 0.3 go by <c>supportedInterfaces</c> first. Who asks with 1.0 gets the card of 1.0 alone, and only that one has the
/// signatures: they are over it, and would not hold for more.
/// </remarks>
internal static class V03Card
{
    /// <summary>Where the card was before 0.3; some clients still look there.</summary>
    public const string OldPath = "/.well-known/agent.json";

    private const string FullVersion = "0.3.0";

    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = ProtoLimits.MaxDepth };

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True when the client does not say that it speaks 1.0.</summary>
    public static bool IsFor(HttpRequest request)
    {
        var version = request.Headers[CallContext.VersionParameter];
        if (version.Count == 0)
        {
            version = request.Query[CallContext.VersionParameter];
        }

        return V03Binding.IsSpokenBy(version.ToString().Trim());
    }

    public static byte[] ToUtf8(Protocol.AgentCard card)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, card);
        }

        return buffer.ToArray();
    }

    public static void Write(Utf8JsonWriter writer, Protocol.AgentCard card)
    {
        var json = (JsonObject)JsonNode.Parse(ProtocolJson.ToUtf8(card, ProtocolJson.Context.AgentCard), documentOptions: ReaderOptions)!;
        if (V03Interface.Of(card) is { } current)
        {
            json.Remove("signatures");
            json.Add("protocolVersion", FullVersion);
            json.Add("url", current.Url);
            json.Add("preferredTransport", current.ProtocolBinding);
            json.Add("additionalInterfaces", new JsonArray(new JsonObject { ["url"] = current.Url, ["transport"] = current.ProtocolBinding }));
            json.Add("supportsAuthenticatedExtendedCard", card.Capabilities.ExtendedAgentCard is true);
            V03Security.AddTo(json, card);
        }

        json.WriteTo(writer);
    }
}
