using System.Net;

namespace A2AAgent.Tests.V03;

public sealed class BadInputTests(BadInputTests.Fixture fixture) : IClassFixture<BadInputTests.Fixture>
{
    private const string Part = """{"kind":"text","text":"x"}""";

    [Theory]
    [InlineData("message/send", "{}", "message")]
    [InlineData("message/send", """{"message":null}""", "message")]
    [InlineData("message/send", """{"message":[]}""", "message")]
    [InlineData("message/stream", """{"message":{"role":"user","parts":[{"text":"x"}]}}""", "message.messageId")]
    [InlineData("message/send", """{"message":{"messageId":"m","parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"agent","parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":1,"parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"user"}}""", "message.parts")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"user","parts":[]}}""", "message.parts")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"user","parts":["x"]}}""", "message.parts[0]")]
    [InlineData("message/send", """{"message":{"messageId":"m","messageId":"n","role":"user","parts":[{"text":"x"}]}}""", "message.messageId")]
    [InlineData("message/send", """{"message":{"kind":"task","messageId":"m","role":"user","parts":[{"text":"x"}]}}""", "message.kind")]
    [InlineData("message/send", """{"message":{"kind":7,"messageId":"m","role":"user","parts":[{"text":"x"}]}}""", "message.kind")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"user","parts":[{"text":"\ud800"}]}}""", "message.parts[0].text")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"user","parts":[{"text":"x"}],"metadata":5}}""", "message.metadata")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"user","parts":[{"text":"x"}],"metadata":{"a":"\udc00"}}}""", "message.metadata")]
    [InlineData("message/send", """{"message":{"messageId":"m\n","role":"user","parts":[{"text":"x"}]}}""", "message.messageId")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"user","parts":[{"text":"x"}],"metadata":{"skillId":"none"}}}""", "message.metadata.skillId")]
    [InlineData("tasks/get", "{}", "id")]
    [InlineData("tasks/get", """{"id":5}""", "id")]
    [InlineData("tasks/get", """{"id":"x","historyLength":-1}""", "historyLength")]
    [InlineData("tasks/get", """{"id":"x","historyLength":"many"}""", "historyLength")]
    [InlineData("tasks/cancel", """{"id":""}""", "id")]
    [InlineData("tasks/resubscribe", """{"id":null}""", "id")]
    [InlineData("tasks/pushNotificationConfig/set", """{"pushNotificationConfig":{"url":"https://example.com"}}""", "taskId")]
    [InlineData("tasks/pushNotificationConfig/set", """{"taskId":"t"}""", "pushNotificationConfig")]
    [InlineData("tasks/pushNotificationConfig/set", """{"taskId":"t","pushNotificationConfig":{}}""", "pushNotificationConfig.url")]
    [InlineData("tasks/pushNotificationConfig/set", """{"taskId":"t","pushNotificationConfig":{"url":"u","authentication":{}}}""", "pushNotificationConfig.authentication.schemes")]
    [InlineData("tasks/pushNotificationConfig/set", """{"taskId":"t","pushNotificationConfig":{"url":"u","authentication":{"schemes":[""]}}}""", "pushNotificationConfig.authentication.schemes[0]")]
    [InlineData("tasks/pushNotificationConfig/get", "{}", "id")]
    [InlineData("tasks/pushNotificationConfig/list", "{}", "id")]
    [InlineData("tasks/pushNotificationConfig/delete", """{"id":"t"}""", "pushNotificationConfigId")]
    public Task Wrong_parameters_are_named(string method, string parameters, string field) => NamedAsync(method, parameters, field);

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"kind":"text"}""", "")]
    [InlineData("""{"kind":"text","text":null}""", "")]
    [InlineData("""{"kind":"text","text":5}""", ".text")]
    [InlineData("""{"kind":"image","text":"x"}""", ".kind")]
    [InlineData("""{"kind":"data","text":"x"}""", ".kind")]
    [InlineData("""{"kind":"text","text":"x","data":{}}""", ".data")]
    [InlineData("""{"kind":"file"}""", "")]
    [InlineData("""{"kind":"file","file":"x"}""", ".file")]
    [InlineData("""{"kind":"file","file":{}}""", ".file")]
    [InlineData("""{"kind":"file","file":{"bytes":"!"}}""", ".file.bytes")]
    [InlineData("""{"kind":"file","file":{"uri":""}}""", ".file.uri")]
    [InlineData("""{"kind":"file","file":{"bytes":"","uri":"u"}}""", ".file.uri")]
    [InlineData("""{"kind":"data","data":[1]}""", ".data")]
    [InlineData("""{"kind":"data","data":"x"}""", ".data")]
    [InlineData("""{"kind":"data","data":{"a":"\ud800"}}""", ".data")]
    [InlineData("""{"kind":"text","text":"x","metadata":[]}""", ".metadata")]
    public Task A_wrong_part_is_named(string part, string field) =>
        NamedAsync("message/send", Message($"{Part},{part}"), $"message.parts[1]{field}");

    [Theory]
    [InlineData("""{"blocking":"yes"}""", ".blocking")]
    [InlineData("""{"historyLength":-1}""", ".historyLength")]
    [InlineData("""{"historyLength":1.5}""", ".historyLength")]
    [InlineData("""{"acceptedOutputModes":"text/plain"}""", ".acceptedOutputModes")]
    [InlineData("""{"pushNotificationConfig":{}}""", ".pushNotificationConfig.url")]
    [InlineData("5", "")]
    public Task A_wrong_configuration_is_named(string configuration, string field) => NamedAsync(
        "message/send",
        $$$"""{"message":{"messageId":"m","role":"user","parts":[{{{Part}}}]},"configuration":{{{configuration}}}}""",
        $"configuration{field}");

    [Theory]
    [InlineData("", -32700)]
    [InlineData("{", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"message/send","params":{"message":}}""", -32700)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"message/send"}]""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"message/send","params":[]}""", -32600)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"message/send"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"message/send"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"message/Send"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"message\/list"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800\/"}""", -32601)]
    [InlineData("""{"\ud800":1,"jsonrpc":"2.0","id":1,"method":"\/"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"message/send"}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"message/send","params":null}""", -32602)]
    public async Task What_is_no_request_is_refused(string body, int code) =>
        Assert.Equal(code, (await fixture.Host.RefusedAsync(body)).GetProperty("code").GetInt32());

    [Fact]
    public async Task JSON_that_is_nested_too_deeply_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200));

        Assert.Equal(-32700, (await fixture.Host.RefusedAsync(Body("tasks/get", $$"""{"id":"x","metadata":{"a":{{deep}} } }"""))).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task JSON_as_deep_as_the_limit_is_answered()
    {
        var depth = 64 - 6;
        var deep = string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));
        using var response = await fixture.Host.PostAsync(Body("message/send", Message($$"""{"text":"x","metadata":{"a":{{deep}} } }""")));

        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(deep, answer, StringComparison.Ordinal);
        Assert.Contains("\"completed\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_parts_are_refused()
    {
        var parts = string.Join(',', Enumerable.Repeat(Part, 1_001));

        var error = await fixture.Host.RefusedAsync(Body("message/send", Message(parts)));

        Assert.Equal(-32602, error.GetProperty("code").GetInt32());
        Assert.Contains("1000", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_extensions_are_refused()
    {
        var error = await fixture.Host.RefusedAsync(Body("tasks/get", """{"id":"x"}"""), ("X-A2A-Extensions", string.Join(',', Enumerable.Repeat("urn:x", 33))));

        Assert.Equal(-32602, error.GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("\"id-1\"")]
    [InlineData("null")]
    [InlineData("1e400")]
    public async Task An_id_comes_back_as_it_was_written(string id)
    {
        using var response = await fixture.Host.PostAsync(Body("message/send", Message(Part), id));

        Assert.Contains($"\"id\":{id},\"result\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"user","parts":[{"text":"x"}]}}""")]
    [InlineData("message/stream", """{"message":{"messageId":"m","role":"user","parts":[{"text":"x"}]}}""")]
    [InlineData("tasks/get", """{"id":"no such task"}""")]
    public async Task A_notification_gets_no_body(string method, string parameters)
    {
        using var response = await fixture.Host.PostAsync($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}}}""");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("message\\/send")]
    [InlineData("m\\u0065ssage\\/send")]
    public async Task A_slash_that_the_client_escapes_is_a_slash(string method)
    {
        using var response = await fixture.Host.PostAsync(Body(method, Message(Part)));

        Assert.Contains("\"completed\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task NamedAsync(string method, string parameters, string field)
    {
        var error = await fixture.Host.RefusedAsync(Body(method, parameters));

        Assert.Equal(-32602, error.GetProperty("code").GetInt32());
        Assert.Equal(field, error.GetProperty("data")[0].GetProperty("fieldViolations")[0].Text("field"));
        Assert.DoesNotContain(fixture.Host.Agent.Logs.Entries, static entry => entry.Text.Contains("failed", StringComparison.OrdinalIgnoreCase));
    }

    private static string Message(string parts) => $$"""{"message":{"messageId":"m","role":"user","parts":[{{parts}}]} }""";

    private static string Body(string method, string parameters, string id = "1") => $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""";

    public sealed class Fixture : IAsyncLifetime
    {
        internal V03Host Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await V03Host.StartAsync();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
