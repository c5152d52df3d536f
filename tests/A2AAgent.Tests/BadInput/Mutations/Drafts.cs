using System.Text;

namespace A2AAgent.Tests.BadInput.Mutations;

/// <summary>A good request of each operation on each binding.</summary>
internal static class Drafts
{
    private const string FullMessage = """
        {"tenant":"acme","message":{"messageId":"m-1","contextId":"c-1","role":"ROLE_USER","parts":[{"text":"hello","metadata":{"a":[1,2.5e3,null,true]},"filename":"a.txt","mediaType":"text/plain"},{"data":{"left":1,"right":[{"x":"\u00e9\ud83d\ude00"}]}},{"raw":"AAECAw=="},{"url":"https://example.com/x"}],"metadata":{"skillId":"echo"},"extensions":["https://example.com/e"],"referenceTaskIds":["t-1"]},"configuration":{"acceptedOutputModes":["text/plain"],"historyLength":2,"returnImmediately":false},"metadata":{"k":"v"}}
        """;

    private const string Sum = """{"message":{"messageId":"m-2","role":1,"parts":[{"data":{"left":40,"right":2}}],"metadata":{"skillId":"add"}}}""";
    private const string Reply = """{"message":{"message_id":"m-3","role":"ROLE_USER","parts":[{"text":"hi"}],"metadata":{"skillId":"reply"}}}""";
    private const string Filter = """{"contextId":"c-1","status":"TASK_STATE_COMPLETED","pageSize":5,"pageToken":"","historyLength":0,"statusTimestampAfter":"2026-01-31T08:30:00.000Z","includeArtifacts":true}""";
    private const string Push = """{"taskId":"t-1","id":"p-1","url":"https://example.com/hook","token":"t","authentication":{"scheme":"Bearer","credentials":"c"}}""";

    /// <param name="taskId">A task that has ended.</param>
    public static Draft[] All(string taskId) =>
    [
        Call("SendMessage", FullMessage),
        Call("SendMessage", Sum),
        Call("SendMessage", Records.Message($"\"taskId\":\"{taskId}\"")),
        Call("SendStreamingMessage", FullMessage),
        Call("SendStreamingMessage", Reply),
        Call("GetTask", $$"""{"id":"{{taskId}}","historyLength":1}"""),
        Call("ListTasks", Filter),
        Call("CancelTask", $$$"""{"id":"{{{taskId}}}","metadata":{"why":"because"}}"""),
        Call("SubscribeToTask", $$"""{"id":"{{taskId}}"}"""),
        Call("CreateTaskPushNotificationConfig", Push),
        Call("DeleteTaskPushNotificationConfig", """{"taskId":"t-1","id":"p-1"}"""),
        Call("GetExtendedAgentCard", "{}"),
        Post("/", $$"""{"jsonrpc":"2.0","method":"SendMessage","params":{{Sum}}}"""),
        Post("/message:send", FullMessage),
        Post("/message:send", Sum),
        Post("/acme/message:send", Reply),
        Post("/message:stream", FullMessage),
        Post($"/tasks/{taskId}:cancel", """{"tenant":"","metadata":{"why":"because"}}"""),
        Post("/tasks/t-1/pushNotificationConfigs", Push),
        Get("/tasks?contextId=c-1&status=TASK_STATE_COMPLETED&pageSize=5&historyLength=0&statusTimestampAfter=2026-01-31T08:30:00.000Z&includeArtifacts=true"),
        Get($"/tasks/{taskId}?historyLength=1"),
        Get($"/acme/tasks/{taskId}"),
        Get($"/tasks/{taskId}:subscribe"),
        Get("/tasks/t-1/pushNotificationConfigs/p-1"),
        Get("/extendedAgentCard"),
    ];

    private static Draft Call(string method, string parameters) =>
        Post("/", $$"""{"jsonrpc":"2.0","id":"id-\u0031","method":"{{method}}","params":{{parameters.Trim()}}}""");

    private static Draft Post(string target, string body) => new("POST", target, Encoding.UTF8.GetBytes(body.Trim()));

    private static Draft Get(string target) => new("GET", target, null);
}
