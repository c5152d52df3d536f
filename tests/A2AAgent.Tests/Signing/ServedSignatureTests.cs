using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Signing;
using A2AAgent.Tests.Cards.Extended;

namespace A2AAgent.Tests.Signing;

/// <summary>The card and the keys as an agent serves them.</summary>
public sealed class ServedSignatureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Keys.Algorithms), MemberType = typeof(Keys))]
    public async Task The_served_card_verifies_with_the_served_keys(string algorithm)
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem(algorithm)], ("Agent:Signing:Keys:0:KeyId", "key-1"), ("Agent:Signing:Keys:0:Algorithm", algorithm));

        var verified = await host.VerifyAsync();

        Assert.Equal("key-1", verified.Keys[0].KeyId);
        Assert.Equal(algorithm, verified.Keys[0].Algorithm);
        Assert.StartsWith(SignedCardHost.PublicUrl, verified.Card.SupportedInterfaces[0].Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signature_names_the_key_and_where_the_keys_are()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem()]);

        var header = Header(await host.CardAsync());

        Assert.Equal("ES256", header["alg"]!.GetValue<string>());
        Assert.Equal("JOSE", header["typ"]!.GetValue<string>());
        Assert.Equal((await host.KeysAsync()).Keys[0].Thumbprint, header["kid"]!.GetValue<string>());
        Assert.Equal("https://agents.example.com/expenses/.well-known/jwks.json", header["jku"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_address_of_the_keys_can_be_another_one()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem()], ("Agent:Signing:JwksUrl", "https://keys.example.com/jwks"));

        Assert.Equal("https://keys.example.com/jwks", Header(await host.CardAsync())["jku"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_key_signs_and_all_are_served_in_their_order()
    {
        await using var host = await SignedCardHost.StartAsync(
            [Keys.Pem("ES384"), Keys.Pem("RS256"), Keys.Pem("RS256")], ("Agent:Signing:Keys:0:KeyId", "new"), ("Agent:Signing:Keys:1:KeyId", "old"), ("Agent:Signing:Keys:2:Algorithm", "PS256"));

        var keys = await host.KeysAsync();

        Assert.Equal(["ES384", "RS256", "PS256"], keys.Keys.Select(static key => key.Algorithm));
        Assert.Equal(["new", "old", keys.Keys[2].Thumbprint], keys.Keys.Select(static key => key.KeyId));
        Assert.Equal(3, (await host.VerifyAsync()).Keys.Count);
    }

    [Fact]
    public async Task The_keys_have_no_private_member()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem("ES256"), Keys.Pem("RS256")]);

        var json = JsonNode.Parse(await host.Agent.Client.GetStringAsync(SignedCardHost.KeysPath, Token))!;

        Assert.Equal(["kty", "crv", "x", "y", "kid", "use", "alg"], json["keys"]![0]!.AsObject().Select(static member => member.Key));
        Assert.Equal(["kty", "n", "e", "kid", "use", "alg"], json["keys"]![1]!.AsObject().Select(static member => member.Key));
    }

    [Fact]
    public async Task The_card_is_signed_once()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem()]);

        var cards = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.CardAsync()));

        Assert.All(cards, card => Assert.Equal(cards[0], card));
        var signed = Assert.Single(host.Agent.Logs.Entries, static entry => entry.Category == "A2AAgent.Audit");
        Assert.Contains(SignedCardHost.PublicUrl, signed.Text, StringComparison.Ordinal);
        Assert.Contains((await host.KeysAsync()).Keys[0].KeyId!, signed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_changes_signs_the_card_again()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem(), Keys.Pem()]);
        var (before, keysBefore) = (await host.CardAsync(), await host.KeysAsync());
        using var first = await host.Agent.Client.GetAsync(SignedCardHost.CardPath, Token);

        await host.ReplaceAsync(0, Keys.Pem("RS256"));

        var after = await host.CardAsync();
        Assert.Equal(["RS256", "ES256"], (await host.KeysAsync()).Keys.Select(static key => key.Algorithm));
        Assert.Equal(2, (await host.VerifyAsync()).Keys.Count);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, headers => headers.IfNoneMatch.Add(first.Headers.ETag!)));

        // Whoever has only the keys of before finds the one that stayed.
        Assert.Single((await new AgentCardVerifier(keysBefore).VerifyAsync(after, Token)).Keys);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task Whoever_asks_while_keys_change_gets_a_card_that_verifies()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem(), Keys.Pem()], ("Agent:Signing:Keys:1:KeyId", "stays"));
        var verifier = new AgentCardVerifier(new JsonWebKeySet((await host.KeysAsync()).Keys[1]));
        using var changed = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 8).Select(_ => Task.Run(AskAsync)).ToList();

        for (var i = 0; i < 5; i++)
        {
            await host.ReplaceAsync(0, Keys.Pem());
        }

        await changed.CancelAsync();
        Assert.All(await Task.WhenAll(clients), static asked => Assert.InRange(asked, 1, int.MaxValue));

        async Task<int> AskAsync()
        {
            var asked = 0;
            do
            {
                await verifier.VerifyAsync(await host.CardAsync(), Token);
                asked++;
            }
            while (!changed.IsCancellationRequested);
            return asked;
        }
    }

    [Fact]
    public async Task The_extended_card_is_signed_and_signed_again_when_a_key_changes()
    {
        await using var host = await SignedCardHost.StartAsync<LedgerAgent>([Keys.Pem()]);

        await VerifyAsync();
        await host.ReplaceAsync(0, Keys.Pem());
        await VerifyAsync();

        async Task VerifyAsync()
        {
            using var response = await host.Agent.GetAsync("/extendedAgentCard", Token);
            var verified = await new AgentCardVerifier(await host.KeysAsync()).VerifyAsync(await response.Content.ReadAsByteArrayAsync(Token), Token);
            Assert.Contains(verified.Card.Skills, static skill => skill.Id == "audit");
        }
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("")]
    public async Task A_change_that_is_no_key_is_logged_and_the_last_good_one_signs(string wrong)
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem()]);
        var before = await host.KeysAsync();

        await host.ReplaceAsync(0, wrong, "cannot be used");

        await new AgentCardVerifier(before).VerifyAsync(await host.CardAsync(), Token);
        await host.VerifyAsync();
    }

    [Fact]
    public async Task Card_and_keys_are_cached_by_tag_and_by_date()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem()]);
        foreach (var path in new[] { SignedCardHost.CardPath, SignedCardHost.KeysPath })
        {
            using var first = await host.Agent.Client.GetAsync(path, Token);

            Assert.Equal(TimeSpan.FromMinutes(5), first.Headers.CacheControl?.MaxAge);
            Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(host, headers => headers.IfNoneMatch.Add(first.Headers.ETag!), path));
            Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(host, headers => headers.IfModifiedSince = first.Content.Headers.LastModified, path));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, static headers => headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\"")), path));
        }
    }

    [Fact]
    public async Task Replicas_with_the_same_keys_have_the_same_tag()
    {
        var pem = Keys.Pem();
        await using var one = await SignedCardHost.StartAsync([pem], ("Agent:PublicGrpcAddress", "agents.example.com:443"));
        await using var other = await SignedCardHost.StartAsync([pem], ("Agent:PublicGrpcAddress", "agents.example.com:443"));
        using var first = await one.Agent.Client.GetAsync(SignedCardHost.CardPath, Token);

        Assert.NotEqual(await one.CardAsync(), await other.CardAsync());
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(other, headers => headers.IfNoneMatch.Add(first.Headers.ETag!)));
    }

    [Fact]
    public async Task The_keys_are_at_the_same_places_as_the_card()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem()]);

        using var stripped = await host.Agent.Client.GetAsync(SignedCardHost.KeysPath, Token);
        using var whole = await host.Agent.Client.GetAsync("/expenses" + SignedCardHost.KeysPath, Token);

        Assert.Equal(HttpStatusCode.OK, stripped.StatusCode);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal("application/jwk-set+json", whole.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_agent_without_keys_signs_nothing_and_has_no_address_for_them()
    {
        await using var host = await SignedCardHost.StartAsync([]);

        Assert.DoesNotContain("signatures", Encoding.UTF8.GetString(await host.CardAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Agent.Client.GetAsync(SignedCardHost.KeysPath, Token)).StatusCode);
    }

    [Fact]
    public async Task The_card_of_1_0_is_signed_and_the_one_for_0_3_is_not()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem()], ("Agent:Compatibility:V03", "true"));
        using var request = new HttpRequestMessage(HttpMethod.Get, SignedCardHost.CardPath);
        request.Headers.Add("A2A-Version", "1.0");
        using var response = await host.Agent.Client.SendAsync(request, Token);

        var current = await response.Content.ReadAsByteArrayAsync(Token);

        await new AgentCardVerifier(await host.KeysAsync()).VerifyAsync(current, Token);
        Assert.DoesNotContain("signatures", Encoding.UTF8.GetString(await host.CardAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_development_each_host_gets_a_card_of_its_own()
    {
        await using var host = await SignedCardHost.StartAsync([Keys.Pem()], ("Agent:PublicUrl", ""));

        var verified = await host.VerifyAsync();

        Assert.Equal(host.Agent.Url.ToString(), verified.Card.SupportedInterfaces[0].Url);
        Assert.Equal($"{host.Agent.Url}.well-known/jwks.json", Header(await host.CardAsync())["jku"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Agent:Signing:Keys:0:Algorithm", "HS256", "Agent:Signing:Keys:0:Algorithm is 'HS256'; it must be one of ES256, ES384, RS256, PS256")]
    [InlineData("Agent:Signing:Keys:0:Algorithm", "RS256", "RS256 does not take this kind of key")]
    [InlineData("Agent:Signing:Keys:0:File", "/nowhere/key.pem", "/nowhere/key.pem")]
    [InlineData("Agent:Signing:Keys:0:File", "", "Agent:Signing:Keys:0:File is missing")]
    [InlineData("Agent:Signing:JwksUrl", "jwks.json", "Agent:Signing:JwksUrl is 'jwks.json'")]
    public async Task A_wrong_setting_is_named(string setting, string value, string said)
    {
        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => SignedCardHost.StartAsync([Keys.Pem()], (setting, value)));

        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_keys_of_one_name_are_refused()
    {
        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => SignedCardHost.StartAsync(
            [Keys.Pem(), Keys.Pem()], ("Agent:Signing:Keys:0:KeyId", "same"), ("Agent:Signing:Keys:1:KeyId", "same")));

        Assert.Contains("'same'", wrong.Message, StringComparison.Ordinal);
    }

    private static JsonObject Header(byte[] card) =>
        JsonNode.Parse(StrictBase64Url.Decode(JsonNode.Parse(card)!["signatures"]![0]!["protected"]!.GetValue<string>())!)!.AsObject();

    private static async Task<HttpStatusCode> StatusAsync(SignedCardHost host, Action<HttpRequestHeaders> set, string path = SignedCardHost.CardPath)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        set(request.Headers);
        using var response = await host.Agent.Client.SendAsync(request, Token);
        return response.StatusCode;
    }
}
