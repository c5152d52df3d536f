using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

/// <summary>Paths, queries and verbs.</summary>
public sealed class AddressTests(BadInputFixture fixture) : BadInputTest(fixture)
{
    [Theory]
    [InlineData("/tasks/..%2f..%2fetc%2fpasswd")]
    [InlineData("/tasks/..%5c..%5cwindows")]
    [InlineData("/tasks/%252e%252e%252f")]
    [InlineData("/tasks/...")]
    [InlineData("/tasks/%zz")]
    [InlineData("/tasks/%")]
    [InlineData("/tasks/%ff")]
    [InlineData("/tasks/%ed%a0%80")]
    [InlineData("/tasks/%c0%ae%c0%ae")]
    [InlineData("/tasks/%0d%0aX-Evil:%201")]
    [InlineData("/tasks/%20")]
    [InlineData("/tasks/%F0%9F%98%80")]
    [InlineData("/tasks/<script>")]
    [InlineData("/tasks/a:b:c")]
    [InlineData("/acme/tasks/..%2f..%2fetc")]
    public async Task A_task_id_in_a_path_that_looks_like_something_else_is_just_refused(string path)
    {
        var answer = await AnswerAsync(RawRequest.Get(path));

        // What cannot be an identifier may also be told so.
        Assert.Contains(Refused(answer).Rows, static row => row.Reason is "TASK_NOT_FOUND" or "INVALID_PARAMS");
        Assert.Null(answer.Header("X-Evil"));
    }

    [Theory]
    [InlineData("/../../etc/passwd")]
    [InlineData("/tasks/../../../etc/passwd")]
    [InlineData("/tasks/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/./././.git/config")]
    [InlineData("//etc//passwd")]
    public async Task A_path_that_climbs_leads_nowhere(string path) => Assert.Equal(404, (await AnswerAsync(RawRequest.Get(path))).Status);

    [Theory]
    [InlineData("/tasks/%00")]
    [InlineData("/tasks/x%00.json")]
    public async Task A_nul_in_a_path_is_a_bad_request(string path) => Assert.Equal(400, (await AnswerAsync(RawRequest.Get(path))).Status);

    [Fact]
    public async Task A_huge_task_id_in_a_path_is_refused_and_does_not_come_back()
    {
        var refusal = Refused(await AnswerAsync(RawRequest.Get($"/tasks/{new string('x', 7_000)}")));

        Assert.Contains(refusal.Rows, static row => row.Reason is "TASK_NOT_FOUND" or "INVALID_PARAMS");
        Assert.InRange(refusal.Answer.Body.Length, 1, 2_000);
        Assert.Equal(414, (await AnswerAsync(RawRequest.Get($"/tasks/{new string('x', 100_000)}"))).Status);
    }

    [Theory]
    [InlineData("/%01/tasks")]
    [InlineData("/%0d%0a/tasks")]
    public async Task A_tenant_in_a_path_that_cannot_be_one_is_invalid_and_named(string path) =>
        Refused(await AnswerAsync(RawRequest.Get(path))).Is("INVALID_PARAMS").Names("tenant");

    [Theory]
    [InlineData("pageSize=%", "pageSize")]
    [InlineData("pageSize=%zz", "pageSize")]
    [InlineData("pageSize=%ff", "pageSize")]
    [InlineData("pageSize=1e2", "pageSize")]
    [InlineData("pageSize=99999999999999999999", "pageSize")]
    [InlineData("pageSize=+5", "pageSize")]
    [InlineData("pageSize=%D9%A5", "pageSize")]
    [InlineData("historyLength=-1", "historyLength")]
    [InlineData("historyLength=1.0.0", "historyLength")]
    [InlineData("includeArtifacts=yes", "includeArtifacts")]
    [InlineData("includeArtifacts=TRUE", "includeArtifacts")]
    [InlineData("status=WORKING", "status")]
    [InlineData("status=99", "status")]
    [InlineData("status=-1", "status")]
    [InlineData("pageToken=made-up", "pageToken")]
    [InlineData("pageToken=%00", "pageToken")]
    [InlineData("pageToken=%", "pageToken")]
    [InlineData("statusTimestampAfter=yesterday", "statusTimestampAfter")]
    [InlineData("statusTimestampAfter=9999-12-31T23:59:59-14:00", "statusTimestampAfter")]
    [InlineData("pageSize=5&pageSize=6", "pageSize")]
    [InlineData("pageSize=5&pageSize=5", "pageSize")]
    [InlineData("status=&status=", "status")]
    [InlineData("contextId=a&contextId=b", "contextId")]
    [InlineData("pageSize=5&page_size=6", "pageSize")]
    public async Task A_wrong_query_parameter_is_invalid_and_named(string query, string field) =>
        Refused(await AnswerAsync(RawRequest.Get($"/tasks?{query}"))).Is("INVALID_PARAMS").Names(field);

    [Theory]
    [InlineData("&&&==&=x&")]
    [InlineData("%zz=%zz&%=%")]
    [InlineData("unknown=1&unknown=2")]
    [InlineData("contextId=%ed%a0%80%ff%00")]
    [InlineData("pageSize=&status=&contextId=")]
    [InlineData("?????")]
    public async Task A_query_that_says_nothing_is_no_mistake(string query) =>
        Assert.Null(AnswerRules.Rest(await AnswerAsync(RawRequest.Get($"/tasks?{query}"))));

    [Theory]
    [InlineData("GET", "/", "POST")]
    [InlineData("HEAD", "/", "POST")]
    [InlineData("PUT", "/", "POST")]
    [InlineData("DELETE", "/", "POST")]
    [InlineData("OPTIONS", "/", "POST")]
    [InlineData("BREW", "/", "POST")]
    [InlineData("GET", "/message:send", "POST")]
    [InlineData("HEAD", "/tasks/x", "GET")]
    [InlineData("PATCH", "/tasks/x", "GET")]
    [InlineData("DELETE", "/tasks/x:cancel", "POST")]
    [InlineData("POST", "/tasks", "GET")]
    [InlineData("POST", "/.well-known/agent-card.json", "GET")]
    public async Task Another_verb_is_refused_and_the_answer_names_the_right_one(string verb, string path, string allowed)
    {
        var answer = await AnswerAsync(RawRequest.Of(verb, path, null, RawRequest.Version));

        Assert.Equal(405, answer.Status);
        Assert.Contains(allowed, answer.Header("Allow") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/tasks/x/y")]
    [InlineData("/a/b/c/d/e/f")]
    public async Task An_address_that_does_not_exist_has_the_error_of_the_binding(string path)
    {
        var answer = await AnswerAsync(RawRequest.Get(path));

        Assert.Equal(404, answer.Status);
        Assert.True(answer.Body.Length > 0, "The answer does not say what to change.");
        Assert.Equal(404, answer.Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_head_of_the_card_has_no_body()
    {
        var answer = await AnswerAsync(RawRequest.Of("HEAD", "/.well-known/agent-card.json", null));

        Assert.Equal(200, answer.Status);
        Assert.True(int.Parse(answer.Header("Content-Length")!, System.Globalization.CultureInfo.InvariantCulture) > 100);
    }

    private static Refusal Refused(Answer answer) => AnswerRules.Rest(answer) ?? throw new InvalidOperationException($"It was accepted: {answer}");
}
