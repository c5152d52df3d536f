using System.Text;
using System.Text.Json;

namespace A2AAgent.Load.Driver;

/// <summary>One kind of request over HTTP/1.1, and what its answer has to contain to be right.</summary>
internal sealed record HttpScenario(string Name, string Reply, string Path, string? Body, string Expected) : Scenario(Name, Reply)
{
    /// <summary>One more header line, or an empty string.</summary>
    public string Header { get; init; } = "";

    public static HttpScenario TaskSkill { get; } = Send("SendMessage → task", "echo-task", $"\"parts\":[{{\"text\":\"{Text}\"}}]}}],\"history\"");

    public static HttpScenario Card { get; } = new("GET Agent Card", "card", "/.well-known/agent-card.json", null, "\"name\":\"Echo Agent\"");

    public static HttpScenario MessageSkill { get; } = Send("SendMessage → message", "echo-message", $"\"role\":\"ROLE_AGENT\",\"parts\":[{{\"text\":\"{Text}\"}}]");

    public static async Task<Scenario[]> AllAsync(Server server) => [MessageSkill, TaskSkill, await NewTaskAsync(server), Card];

    public override Task<Answer> AskAsync(Server server) => RawHttp.CheckedAsync(server.Port, this);

    public override Task<LoadResult> DriveAsync(Server server, Cores cores, int connections, int seconds) => Wrk.RunAsync(server.Port, this, cores, connections, seconds);

    /// <summary>The bytes of one whole HTTP request.</summary>
    public byte[] ToHttp(string host)
    {
        var headers = $"Host: {host}\r\nA2A-Version: 1.0\r\nConnection: close\r\n{(Header.Length > 0 ? Header + "\r\n" : "")}";
        return Encoding.ASCII.GetBytes(Body is null
            ? $"GET {Path} HTTP/1.1\r\n{headers}\r\n"
            : $"POST {Path} HTTP/1.1\r\n{headers}Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
    }

    // The agent keeps a bounded number of tasks, so one that was made before a run may be gone after it.
    public static async Task<Scenario> NewTaskAsync(Server server)
    {
        using var answer = JsonDocument.Parse((await TaskSkill.AskAsync(server)).Body);
        return GetTask(answer.RootElement.GetProperty("result").GetProperty("task").GetProperty("id").GetString()!);
    }

    public static HttpScenario GetTask(string taskId) => new("GetTask", "GetTask", "/",
        $$$"""{"jsonrpc":"2.0","id":"1","method":"GetTask","params":{"id":"{{{taskId}}}"}}""", "TASK_STATE_COMPLETED");

    private static HttpScenario Send(string name, string skill, string expected) => new(name, skill, "/",
        $$$$$"""{"jsonrpc":"2.0","id":"1","method":"SendMessage","params":{"message":{"messageId":"{{{{{MessageId}}}}}","role":"ROLE_USER","parts":[{"text":"{{{{{Text}}}}}"}],"metadata":{"skillId":"{{{{{skill}}}}}"}}}}""",
        expected);
}
