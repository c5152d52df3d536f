using System.Text;
using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

/// <summary>The members of the JSON-RPC envelope.</summary>
public sealed class EnvelopeTests(BadInputFixture fixture) : BadInputTest(fixture)
{
    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("1.5")]
    [InlineData("1E+2")]
    [InlineData("1e400")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"id-1\"")]
    [InlineData("\"\\u0041\\n\\/\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"\\ud83d\\ude00\"")]
    [InlineData("\"\u00e9\u4e16\"")]
    [InlineData("\"</script><b>&amp;'\"")]
    public async Task An_id_comes_back_as_it_was_written(string id)
    {
        Assert.Null(await CallAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ListTasks"}""", id));
        (await RefusedAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"GetTask","params":{"id":"x"}}""", id)).Is("TASK_NOT_FOUND");
        (await RefusedAsync($$"""{"method":5,"jsonrpc":"2.0","params":[],"id":{{id}}}""", id)).Is("INVALID_REQUEST");
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("""{"id":1}""")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("1,\"id\":1")]
    [InlineData("1,\"id\":2")]
    [InlineData("1,\"\\u0069d\":2")]
    public async Task An_id_that_cannot_be_one_is_an_invalid_request(string id) =>
        (await RefusedAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ListTasks"}""", "null")).Is("INVALID_REQUEST").Says("\"id\" must be");

    [Fact]
    public async Task A_huge_id_is_an_invalid_request_and_does_not_come_back()
    {
        string[] ids = [$"\"{new string('x', 2_048)}\"", new string('9', 2_048), $"\"{string.Concat(Enumerable.Repeat("\\u0041", 400))}\""];

        foreach (var id in ids)
        {
            (await RefusedAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ListTasks"}""", "null")).Is("INVALID_REQUEST").Says("1024 bytes");
        }
    }

    [Theory]
    [InlineData("""{"id":1,"method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":"2","id":1,"method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":null,"id":1,"method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":{"a":"2.0"},"id":1,"method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":"2.0","jsonrpc":"2.0","id":1,"method":"ListTasks"}""")]
    [InlineData("""{"JSONRPC":"2.0","id":1,"method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":"\ud800","id":1,"method":"ListTasks"}""")]
    [InlineData("""{"id":1}""")]
    public async Task Another_version_of_json_rpc_is_an_invalid_request(string body) =>
        (await RefusedAsync(body, "1")).Is("INVALID_REQUEST").Says("\"jsonrpc\" must be \"2.0\"");

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":5}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":["ListTasks"]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"nothing","method":"ListTasks"}""")]
    public async Task A_method_that_is_not_one_string_is_an_invalid_request(string body) =>
        (await RefusedAsync(body, "1")).Is("INVALID_REQUEST").Says("\"method\"");

    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("{},\"params\":{}")]
    public async Task Parameters_that_are_not_one_object_are_an_invalid_request(string parameters) =>
        (await RefusedAsync($$"""{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":{{parameters}}}""", "1")).Is("INVALID_REQUEST").Says("\"params\" must be");

    [Theory]
    [InlineData("tasks/get")]
    [InlineData("message/send")]
    [InlineData("message/stream")]
    [InlineData("tasks/pushNotificationConfig/set")]
    [InlineData("agent/getAuthenticatedExtendedCard")]
    [InlineData("sendMessage")]
    [InlineData("SENDMESSAGE")]
    [InlineData("SendMessage ")]
    [InlineData("")]
    [InlineData("rpc.discover")]
    [InlineData("lf.a2a.v1.A2AService/SendMessage")]
    [InlineData("\\u0000")]
    [InlineData("\\ud800")]
    [InlineData("Send\\ud83dMessage")]
    [InlineData("\U0001F600")]
    public async Task An_unknown_method_is_not_found_and_the_error_says_how_methods_are_named(string method) =>
        (await RefusedAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"{{{method}}}","params":{}}""", "1")).Is("METHOD_NOT_FOUND").Says("SendMessage");

    [Fact]
    public async Task A_huge_method_name_is_not_found_and_does_not_come_back() =>
        (await RefusedAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('x', 100_000)}}"}""", "1")).Is("METHOD_NOT_FOUND").Says("SendMessage");

    [Fact]
    public async Task Escapes_in_names_mean_what_they_mean_in_json() =>
        Assert.Null(await CallAsync("""{"\u006asonrpc":"\u0032.0","\u0069d":1,"m\u0065thod":"\u004cistTasks","p\u0061rams":{}}""", "1"));

    [Theory]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ListTasks"}]""")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ListTasks"},{"jsonrpc":"2.0","id":2,"method":"ListTasks"}]""")]
    public async Task A_batch_is_an_invalid_request(string body) => (await RefusedAsync(body, "null")).Is("INVALID_REQUEST").Says("one request at a time");

    [Theory]
    [InlineData("[1")]
    [InlineData("[1] x")]
    [InlineData("[\"\0\"]")]
    [InlineData("5 x")]
    [InlineData("\"SendMessage\" {}")]
    public async Task A_broken_batch_or_value_is_a_parse_error(string body) => (await RefusedAsync(body, "null")).Is("PARSE_ERROR");

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("5")]
    [InlineData("1e400")]
    [InlineData("\"SendMessage\"")]
    [InlineData("\"\\ud800\"")]
    public async Task What_is_no_object_is_an_invalid_request(string body) => (await RefusedAsync(body, "null")).Is("INVALID_REQUEST").Says("object");

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","\ud800":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","i\ud800":1}""")]
    [InlineData("""{"\udfff":1,"jsonrpc":"2.0","id":1,"method":"ListTasks"}""")]
    public async Task Half_a_surrogate_pair_in_the_name_of_a_member_is_no_fault_of_the_server(string body)
    {
        var answer = await AnswerAsync(RawRequest.Post("/", Encoding.UTF8.GetBytes(body)));

        // Such a name is unknown, or makes the body no JSON or no request: each is right.
        var refusal = AnswerRules.JsonRpc(answer, answer.Json.GetProperty("id").GetRawText());
        Assert.True(refusal is null || refusal.Rows.Any(static row => row.Reason is "PARSE_ERROR" or "INVALID_REQUEST"), $"{answer}");
    }

    [Fact]
    public async Task Ten_thousand_nested_arrays_anywhere_in_the_envelope_are_a_parse_error()
    {
        foreach (var member in new[] { "jsonrpc", "id", "method", "params", "unknown" })
        {
            (await RefusedAsync($$"""{"{{member}}":{{Records.Nested(10_000)}},"id":1}""", "null")).Is("PARSE_ERROR").Says("depth of 64");
        }
    }

    private async Task<Refusal> RefusedAsync(string body, string id) =>
        await CallAsync(body, id) ?? throw new InvalidOperationException($"It was accepted: {body}");

    private async Task<Refusal?> CallAsync(string body, string id) =>
        AnswerRules.JsonRpc(await AnswerAsync(RawRequest.Post("/", Encoding.UTF8.GetBytes(body))), id);
}
