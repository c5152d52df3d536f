using System.Text;
using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

/// <summary>Wrong parameters of the JSON-RPC methods other than SendMessage.</summary>
public sealed class ParameterTests(BadInputFixture fixture) : BadInputTest(fixture)
{
    [Theory]
    [InlineData("GetTask", "id", "5", "true", "{}", "[]", "\"\"", "null", "\"\\ud800\"")]
    [InlineData("GetTask", "historyLength", "\"x\"", "1.5", "-1", "1e400", "[]")]
    [InlineData("CancelTask", "id", "5", "{}", "\"\"", "null")]
    [InlineData("CancelTask", "metadata", "5", "[]", "\"x\"", "{\"a\":\"\\ud800\"}")]
    [InlineData("SubscribeToTask", "id", "5", "{}", "\"\"", "null")]
    [InlineData("ListTasks", "contextId", "5", "{}")]
    [InlineData("ListTasks", "status", "\"WORKING\"", "99", "-1", "{}", "1.5")]
    [InlineData("ListTasks", "pageSize", "0", "-5", "101", "2147483648", "\"x\"", "{}", "1e400")]
    [InlineData("ListTasks", "pageToken", "5", "\"made-up\"", "\"bTE6\"", "\"====\"", "\"\\u0000\"")]
    [InlineData("ListTasks", "statusTimestampAfter", "5", "\"yesterday\"", "\"2026-01-31\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"")]
    [InlineData("ListTasks", "includeArtifacts", "\"yes\"", "1", "{}")]
    [InlineData("GetExtendedAgentCard", "tenant", "5", "{}", "\"\\u0000\"")]
    [InlineData("GetTaskPushNotificationConfig", "taskId", "5", "{}", "\"\"")]
    [InlineData("DeleteTaskPushNotificationConfig", "id", "5", "{}", "\"\"")]
    public async Task A_wrong_parameter_is_invalid_and_named(string method, string field, params string[] values)
    {
        foreach (var value in values)
        {
            var others = string.Concat(Required(method).Where(name => name != field).Select(static name => $",\"{name}\":\"x\""));
            var refusal = await RefusedAsync(method, $$"""{"{{field}}":{{value}}{{others}}}""");
            Assert.True(refusal.Is("INVALID_PARAMS").Fields is [var only] && only == field, $"{method} {field} {value}: {refusal.Answer}");
        }
    }

    [Theory]
    [InlineData("GetTask")]
    [InlineData("CancelTask")]
    [InlineData("SubscribeToTask")]
    public async Task A_huge_task_id_is_refused_and_does_not_come_back(string method)
    {
        var refusal = await RefusedAsync(method, $$"""{"id":"{{new string('x', 100_000)}}"}""");

        Assert.Contains(refusal.Rows, static row => row.Reason is "TASK_NOT_FOUND" or "INVALID_PARAMS");
        Assert.InRange(refusal.Answer.Body.Length, 1, 2_000);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("%2e%2e%2f")]
    [InlineData("x\\u0000y")]
    [InlineData("\\r\\nX-Evil: 1")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\U0001F600")]
    public async Task A_task_id_that_looks_like_something_else_is_just_not_found(string id)
    {
        var refusal = await RefusedAsync("GetTask", $$"""{"id":"{{id}}"}""");

        Assert.Contains(refusal.Rows, static row => row.Reason is "TASK_NOT_FOUND" or "INVALID_PARAMS");
        Assert.Null(refusal.Answer.Header("X-Evil"));
    }

    [Fact]
    public async Task A_tenant_that_cannot_be_one_is_invalid_and_named()
    {
        foreach (var tenant in new[] { "a\\u0001b", new string('t', 257) })
        {
            (await RefusedAsync("ListTasks", $$"""{"tenant":"{{tenant}}"}""")).Is("INVALID_PARAMS").Names("tenant");
        }
    }

    private static string[] Required(string method) => method switch
    {
        "GetTask" or "CancelTask" or "SubscribeToTask" => ["id"],
        "GetTaskPushNotificationConfig" or "DeleteTaskPushNotificationConfig" => ["taskId", "id"],
        _ => [],
    };

    private async Task<Refusal> RefusedAsync(string method, string parameters)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");
        var answer = await AnswerAsync(RawRequest.Post("/", body));
        return AnswerRules.JsonRpc(answer, "1") ?? throw new InvalidOperationException($"{method} accepted {parameters}: {answer}");
    }
}
