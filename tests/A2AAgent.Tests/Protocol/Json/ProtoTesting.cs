using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Tests.Protocol.Json;

internal static class ProtoTesting
{
    public const string MessageJson = """{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"}]}""";

    public static ProtocolJsonContext Types => ProtocolJson.Context;

    public static T Read<T>(this JsonTypeInfo<T> type, string json) => ProtocolJson.FromUtf8(Encoding.UTF8.GetBytes(json), type);

    public static string Write<T>(this JsonTypeInfo<T> type, T value) => Encoding.UTF8.GetString(ProtocolJson.ToUtf8(value, type));

    public static string Rewrite<T>(this JsonTypeInfo<T> type, string json) => type.Write(type.Read(json));

    public static ProtoJsonException Error<T>(this JsonTypeInfo<T> type, string json) =>
        Assert.Throws<ProtoJsonException>(() => type.Read(json));

    /// <summary>A message with one more field.</summary>
    public static string MessageWith(string field) => MessageJson[..^1] + "," + field + "}";

    public static JsonElement Value(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
