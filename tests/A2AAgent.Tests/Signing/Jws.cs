using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Tests.Signing;

/// <summary>Makes signatures with headers that the signer would not write.</summary>
internal static class Jws
{
    public static JsonObject Signature(SigningKey key, string header, byte[] payload)
    {
        var encoded = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));
        return new JsonObject { ["protected"] = encoded, ["signature"] = Base64Url.EncodeToString(key.Sign(CardPayload.SigningInput(encoded, payload))) };
    }
}
