using System.Text;
using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

/// <summary>The body of a cancel request on HTTP+JSON, which may be left out and must be right when it is there.</summary>
public sealed class CancelBodyTests(BadInputFixture fixture) : BadInputTest(fixture)
{
    [Theory]
    [InlineData("5", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""{"tenant":5}""", "tenant")]
    [InlineData("""{"tenant":{}}""", "tenant")]
    [InlineData("""{"tenant":"\ud800"}""", "tenant")]
    [InlineData("""{"tenant":"a\u0000b"}""", "tenant")]
    [InlineData("""{"tenant":"a","tenant":"a"}""", "tenant")]
    [InlineData("""{"metadata":5}""", "metadata")]
    [InlineData("""{"metadata":[]}""", "metadata")]
    [InlineData("""{"metadata":{"\ud800":1}}""", "metadata")]
    [InlineData("""{"metadata":{},"metadata":{}}""", "metadata")]
    public async Task A_wrong_body_is_invalid_and_named(string body, string field) =>
        (await RefusedAsync(Encoding.UTF8.GetBytes(body))).Is("INVALID_PARAMS").Names(field);

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"\ud800\ud800":1}""")]
    [InlineData("""{"unknown":"\ud800"}""")]
    public async Task Half_a_surrogate_pair_in_the_body_is_no_fault_of_the_server(string body) =>
        Assert.Contains((await RefusedAsync(Encoding.UTF8.GetBytes(body))).Rows, static row => row.Reason is "INVALID_PARAMS" or "PARSE_ERROR" or "TASK_NOT_FOUND");

    [Theory]
    [InlineData("{")]
    [InlineData("{} x")]
    [InlineData("{}{}")]
    [InlineData("{\"a\":\"\0\"}")]
    public async Task A_body_that_is_not_json_is_a_parse_error(string body) =>
        (await RefusedAsync(Encoding.UTF8.GetBytes(body))).Is("PARSE_ERROR").Says("not valid JSON");

    [Fact]
    public async Task A_bomb_is_a_parse_error() =>
        (await RefusedAsync(Encoding.UTF8.GetBytes($$$"""{"metadata":{"deep":{{{Records.Nested(10_000)}}}}}"""))).Is("PARSE_ERROR").Says("depth of 64");

    [Fact]
    public async Task A_body_that_is_not_utf_8_is_a_parse_error() => (await RefusedAsync([0x7B, 0xFF, 0x7D])).Is("PARSE_ERROR").Says("UTF-8");

    private async Task<Refusal> RefusedAsync(byte[] body) =>
        AnswerRules.Rest(await AnswerAsync(RawRequest.Post("/tasks/x:cancel", body))) ?? throw new InvalidOperationException("It was accepted.");
}
