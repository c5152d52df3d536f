using System.Text;
using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

/// <summary>Headers that are missing, wrong, too many, or meant to end up in the answer.</summary>
public sealed class HeaderTests(BadInputFixture fixture) : BadInputTest(fixture)
{
    private const string Declared = "https://example.com/extensions/echo/v1";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/jsonx")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=application/json")]
    [InlineData("json")]
    [InlineData(";;;")]
    [InlineData("application/json, application/json")]
    public async Task A_body_of_another_media_type_is_refused_and_the_error_says_which_to_send(string? contentType)
    {
        string[] headers = contentType is null ? [RawRequest.Version] : [RawRequest.Version, $"Content-Type: {contentType}"];

        var rest = Rest(await AnswerAsync(RawRequest.Of("POST", "/message:send", RestBody, headers))).Is("CONTENT_TYPE_NOT_SUPPORTED").Says("application/json");
        Assert.Equal(415, rest.Answer.Status);
        JsonRpc(await AnswerAsync(RawRequest.Of("POST", "/", RpcBody, headers)), "null").Is("CONTENT_TYPE_NOT_SUPPORTED").Says("application/json");
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON;charset=UTF-8")]
    [InlineData("application/a2a+json")]
    [InlineData(" application/json ; x=y")]
    public async Task A_media_type_may_have_parameters_and_capitals(string contentType) =>
        Assert.Null(AnswerRules.Rest(await AnswerAsync(RawRequest.Of("POST", "/message:send", RestBody, RawRequest.Version, $"Content-Type: {contentType}"))));

    [Fact]
    public async Task A_thousand_extensions_are_refused_and_the_error_says_how_many_may_be()
    {
        var header = $"A2A-Extensions: {string.Join(',', Enumerable.Range(0, 1_000).Select(static i => $"https://e.com/{i}"))}";

        await RefusesExtensionsAsync(header);
    }

    [Fact]
    public async Task Extensions_in_many_headers_are_counted_together() =>
        await RefusesExtensionsAsync([.. Enumerable.Range(0, 60).Select(static i => $"A2A-Extensions: https://e.com/{i}")]);

    [Theory]
    [InlineData(",,,,;;  ,")]
    [InlineData("not a uri, \t, \u00e9\U0001F600")]
    [InlineData("https://example.com/extensions/unknown")]
    [InlineData("https://example.com/extensions/echo/v1%0d%0aX-Evil:%201")]
    public async Task An_extension_that_the_agent_does_not_have_is_ignored_and_not_echoed(string value)
    {
        var answer = await AnswerAsync(RawRequest.Of("GET", "/tasks", null, RawRequest.Version, $"A2A-Extensions: {value}"));

        Assert.Null(AnswerRules.Rest(answer));
        Assert.Null(answer.Header("A2A-Extensions"));
        Assert.Null(answer.Header("X-Evil"));
    }

    [Fact]
    public async Task What_is_echoed_is_the_agents_own_spelling()
    {
        var answer = await AnswerAsync(RawRequest.Of("GET", "/tasks", null, RawRequest.Version, $"A2A-Extensions: {Declared},{Declared}, evil\u00e9"));

        Assert.Equal(Declared, answer.Header("A2A-Extensions"));
    }

    [Theory]
    [InlineData("1.0, 1.0")]
    [InlineData("v1.0")]
    [InlineData("1,0")]
    [InlineData("1.0.-1")]
    [InlineData("1.0.999999999999")]
    [InlineData("1.0%0d%0aX-Evil: 1")]
    [InlineData("1234567890123456789012345678901\U0001F600\U0001F600")]
    public async Task A_wrong_version_is_refused_and_the_error_says_what_to_send(string version)
    {
        var answer = await AnswerAsync(RawRequest.Of("GET", "/tasks", null, $"A2A-Version: {version}"));

        Rest(answer).Is("VERSION_NOT_SUPPORTED").Says("A2A-Version: 1.0");
        Assert.Null(answer.Header("X-Evil"));
    }

    [Fact]
    public async Task A_huge_version_is_refused_and_does_not_come_back()
    {
        var version = $"A2A-Version: {new string('1', 20_000)}";

        Rest(await AnswerAsync(RawRequest.Of("POST", "/message:send", RestBody, RawRequest.Json, version))).Is("VERSION_NOT_SUPPORTED");
        JsonRpc(await AnswerAsync(RawRequest.Of("POST", "/", RpcBody, RawRequest.Json, version)), "1").Is("VERSION_NOT_SUPPORTED");
    }

    [Theory]
    [InlineData("A2A-Version : 1.0")]
    [InlineData("A2A-Version: 1.0\rX-Evil: 1")]
    [InlineData("A2A-Version: 1.0\0")]
    [InlineData("X Evil: 1")]
    [InlineData(" folded: 1")]
    [InlineData("no colon")]
    [InlineData(": no name")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Transfer-Encoding: gzip")]
    [InlineData("Host: a b")]
    public async Task Headers_that_are_not_http_are_a_bad_request_and_not_in_the_answer(string header)
    {
        var answer = await AnswerAsync(RawRequest.Head("POST", "/", RawRequest.Json, header));

        Assert.Equal(400, answer.Status);
        Assert.Null(answer.Header("X-Evil"));
    }

    [Fact]
    public async Task Too_many_or_too_long_headers_are_refused()
    {
        Assert.Equal(431, (await AnswerAsync(RawRequest.Of("GET", "/tasks", null, $"X-Long: {new string('x', 100_000)}"))).Status);
        Assert.Equal(431, (await AnswerAsync(RawRequest.Of("GET", "/tasks", null, [.. Enumerable.Range(0, 1_000).Select(static i => $"X-{i}: 1")]))).Status);
    }

    private static byte[] RestBody => Encoding.UTF8.GetBytes(Records.Good);

    private static byte[] RpcBody => """{"jsonrpc":"2.0","id":1,"method":"ListTasks"}"""u8.ToArray();

    private async Task RefusesExtensionsAsync(params string[] headers)
    {
        Rest(await AnswerAsync(RawRequest.Of("GET", "/tasks", null, [RawRequest.Version, .. headers])))
            .Is("INVALID_PARAMS").Names("A2A-Extensions").Says("at most 32");
        JsonRpc(await AnswerAsync(RawRequest.Of("POST", "/", RpcBody, [RawRequest.Version, RawRequest.Json, .. headers])), "1")
            .Is("INVALID_PARAMS").Names("A2A-Extensions").Says("at most 32");
    }

    private static Refusal Rest(Answer answer) => AnswerRules.Rest(answer) ?? throw new InvalidOperationException($"It was accepted: {answer}");

    private static Refusal JsonRpc(Answer answer, string id) => AnswerRules.JsonRpc(answer, id) ?? throw new InvalidOperationException($"It was accepted: {answer}");
}
