using System.Text.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Security.Matrix;

namespace A2AAgent.Tests.Security.Access;

/// <summary>What a refusal says.</summary>
public sealed class ChallengeTests
{
    [Fact]
    public async Task JSON_RPC_refuses_with_an_error_whose_id_is_null_since_the_body_is_not_read()
    {
        await using var host = await Guarded.StartAsync();

        using var response = await host.PostAsync("/", "{ this is not JSON", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("ApiKey realm=\"Guarded Agent\", in=\"header\", name=\"X-API-Key\"", Assert.Single(response.Headers.GetValues("WWW-Authenticate")));
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(JsonValueKind.Null, body.GetProperty("id").ValueKind);
        Assert.Equal(-32000, body.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains("X-API-Key", body.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_a_skill_has_the_id_of_the_request()
    {
        await using var host = await Guarded.StartAsync();

        var answer = await SecureBinding.Current[0].CallAsync(host, "SendMessage", TestJson.Text("approve", ""), Guarded.Key(Guarded.Bob));

        Assert.Equal(1, JsonDocument.Parse(answer.Body).RootElement.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task No_refusal_repeats_the_credential()
    {
        await using var host = await Guarded.StartAsync();
        foreach (var binding in SecureBinding.Current)
        {
            var answer = await binding.CallAsync(host, "ListTasks", new { }, Guarded.KeyAndBadge("wrong-key-9876543210", "wrong-badge-9876543210"));

            Assert.DoesNotContain("9876543210", answer.Body + string.Concat(answer.Challenges), StringComparison.Ordinal);
        }
    }
}
