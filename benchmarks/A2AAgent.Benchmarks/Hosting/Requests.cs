using System.Text;

namespace A2AAgent.Benchmarks.Hosting;

/// <summary>What a client sends.</summary>
internal static class Requests
{
    public static string SendMessage(string skill) =>
        $$$$"""{"message":{"messageId":"0199a2b4-6a3c-7f52-9d0e-5b7c1e2f3a4d","role":"ROLE_USER","parts":[{"text":"The quick brown fox jumps over the lazy dog"}],"metadata":{"skillId":"{{{{skill}}}}"}}}""";

    public static byte[] JsonRpc(string method, string parameters) =>
        Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":"1","method":"{{{method}}}","params":{{{parameters}}}}""");

    public static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);
}
