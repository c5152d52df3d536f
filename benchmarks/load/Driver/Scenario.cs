using System.Text;

namespace A2AAgent.Load.Driver;

/// <summary>One kind of request, and what its answer has to contain to be right.</summary>
internal sealed record Scenario(string Name, string Reply, string Path, string? Body, string Expected)
{
    private const string Text = "The quick brown fox jumps over the lazy dog";

    public static Scenario MessageSkill { get; } = Send("SendMessage → message", "echo-message", $"\"role\":\"ROLE_AGENT\",\"parts\":[{{\"text\":\"{Text}\"}}]");

    public static Scenario TaskSkill { get; } = Send("SendMessage → task", "echo-task", $"\"parts\":[{{\"text\":\"{Text}\"}}]}}],\"history\"");

    public static Scenario Card { get; } = new("GET Agent Card", "card", "/.well-known/agent-card.json", null, "\"name\":\"Echo Agent\"");

    public static Scenario GetTask(string taskId) => new("GetTask", "GetTask", "/",
        $$$"""{"jsonrpc":"2.0","id":"1","method":"GetTask","params":{"id":"{{{taskId}}}"}}""", "TASK_STATE_COMPLETED");

    /// <summary>The bytes of one whole HTTP request.</summary>
    public byte[] ToHttp(string host) => Encoding.ASCII.GetBytes(Body is null
        ? $"GET {Path} HTTP/1.1\r\nHost: {host}\r\nA2A-Version: 1.0\r\nConnection: close\r\n\r\n"
        : $"POST {Path} HTTP/1.1\r\nHost: {host}\r\nA2A-Version: 1.0\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}");

    private static Scenario Send(string name, string skill, string expected) => new(name, skill, "/",
        $$$$$"""{"jsonrpc":"2.0","id":"1","method":"SendMessage","params":{"message":{"messageId":"0199a2b4-6a3c-7f52-9d0e-5b7c1e2f3a4d","role":"ROLE_USER","parts":[{"text":"{{{{{Text}}}}}"}],"metadata":{"skillId":"{{{{{skill}}}}}"}}}}""",
        expected);
}
