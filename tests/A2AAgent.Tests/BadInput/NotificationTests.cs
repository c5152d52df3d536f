using System.Text;
using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

/// <summary>Requests without an id: whatever becomes of them, nothing comes back (JSON-RPC 2.0, section 4.1).</summary>
public sealed class NotificationTests(BadInputFixture fixture) : BadInputTest(fixture)
{
    [Theory]
    [InlineData("SendMessage")]
    [InlineData("SendStreamingMessage")]
    public async Task A_notification_is_done_and_has_no_answer(string method)
    {
        var context = $"c-{method}";
        var record = Records.Message($"\"contextId\":\"{context}\"");

        AssertEmpty(await NotifyAsync($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{record}}}"""));

        var tasks = await AnswerAsync(RawRequest.Get($"/tasks?contextId={context}"));
        Assert.Equal(1, tasks.Json.GetProperty("totalSize").GetInt32());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ListTasks","params":{"pageSize":0}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"GetTask","params":{"id":"nothing"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"GetTask","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"SendMessage","params":{"message":5}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"nothing"}""")]
    public async Task A_notification_has_no_answer_even_when_it_fails(string body) => AssertEmpty(await NotifyAsync(body));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0"}""")]
    [InlineData("""{"method":"ListTasks"}""")]
    [InlineData("{}")]
    public async Task What_is_no_request_is_no_notification_either(string body) =>
        AnswerRules.JsonRpc(await NotifyAsync(body), "null")!.Is("INVALID_REQUEST");

    private Task<Answer> NotifyAsync(string body) => AnswerAsync(RawRequest.Post("/", Encoding.UTF8.GetBytes(body)));

    private static void AssertEmpty(Answer answer)
    {
        Assert.True(answer.Status == 204, $"{answer}");
        Assert.Empty(answer.Body);
    }
}
