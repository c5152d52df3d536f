using System.Text.Json;

namespace A2AAgent.Load.Driver;

/// <summary>Every read that a client can make of finished tasks. Each gives the same number of tasks in a small store and in a large one.</summary>
internal static class ReadScenarios
{
    private const string Completed = "TASK_STATE_COMPLETED";

    public static async Task<HttpScenario[]> OfAsync(Server server, FinishedTasks tasks)
    {
        const int Middle = 500;
        var id = await tasks.ValueAsync("id", Middle);
        var context = await tasks.ValueAsync("context_id", Middle);
        return
        [
            HttpScenario.GetTask(id),
            List("page of 50", "\"pageSize\":50"),
            List("page of 50, further on", $"\"pageSize\":50,\"pageToken\":\"{await TokenAsync(server, pages: 9)}\""),
            List("page of 50, with artifacts", "\"pageSize\":50,\"includeArtifacts\":true"),
            List("page of 50, completed", $"\"pageSize\":50,\"status\":\"{Completed}\""),
            List("page of 10, failed", "\"pageSize\":10,\"status\":\"TASK_STATE_FAILED\"", expected: "\"tasks\":[{"),
            List("of a context", $"\"contextId\":\"{context}\""),
            List("of a context, completed", $"\"contextId\":\"{context}\",\"status\":\"{Completed}\""),
            List("page of 50, since a time", $"\"pageSize\":50,\"statusTimestampAfter\":\"{await TimeAsync(tasks, 400)}\""),
        ];
    }

    private static HttpScenario List(string name, string parameters, string expected = Completed) => new($"ListTasks, {name}", "ListTasks", "/",
        $$$"""{"jsonrpc":"2.0","id":"1","method":"ListTasks","params":{{{{parameters}}}}}""", expected);

    private static async Task<string> TokenAsync(Server server, int pages)
    {
        var token = "";
        for (var page = 0; page < pages; page++)
        {
            using var answer = JsonDocument.Parse((await List("page", $"\"pageSize\":50,\"pageToken\":\"{token}\"").AskAsync(server)).Body);
            token = answer.RootElement.GetProperty("result").GetProperty("nextPageToken").GetString()!;
        }

        return token;
    }

    private static async Task<string> TimeAsync(FinishedTasks tasks, int after) =>
        new DateTime(long.Parse(await tasks.ValueAsync("status_ticks", after), System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc).ToString("O");
}
