using A2AAgent.Protocol;
using ModelContextProtocol.Protocol;

namespace A2AAgent.Mcp.Calls;

/// <summary>Content of MCP as parts of A2A.</summary>
internal static class Contents
{
    /// <summary>The part; null for content that a tool does not give back.</summary>
    public static Part? Part(ContentBlock block) => block switch
    {
        TextContentBlock text => Protocol.Part.FromText(text.Text),
        ImageContentBlock image => Protocol.Part.FromBytes(image.DecodedData, image.MimeType),
        AudioContentBlock audio => Protocol.Part.FromBytes(audio.DecodedData, audio.MimeType),
        ResourceLinkBlock { Uri.Length: > 0 } link => Protocol.Part.FromUrl(link.Uri, link.MimeType ?? "", link.Name),
        EmbeddedResourceBlock { Resource: TextResourceContents text } => Protocol.Part.FromText(text.Text) with { MediaType = text.MimeType ?? "" },
        EmbeddedResourceBlock { Resource: BlobResourceContents bytes } => Protocol.Part.FromBytes(bytes.DecodedData, bytes.MimeType ?? ""),
        _ => null,
    };
}
