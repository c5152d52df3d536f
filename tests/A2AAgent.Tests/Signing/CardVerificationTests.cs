using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Tests.Signing;

/// <summary>Signing and verifying cards: specification, sections 8.4.2 and 8.4.3.</summary>
public sealed class CardVerificationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Keys.Algorithms), MemberType = typeof(Keys))]
    public async Task A_signed_card_verifies_and_says_by_which_key(string algorithm)
    {
        var key = Keys.Signing(algorithm, "key-1");

        var verified = await VerifyAsync(Signed(key), key);

        Assert.Equal(SampleCards.Rich.Name, verified.Card.Name);
        Assert.Equal("key-1", Assert.Single(verified.Keys).KeyId);
    }

    [Fact]
    public void The_protected_header_has_algorithm_type_and_key()
    {
        var card = new AgentCardSigner([Keys.Signing(keyId: "key-1")], new Uri("https://agents.example.com/jwks.json")).Sign(SampleCards.Plain);

        Assert.Equal("""{"alg":"ES256","typ":"JOSE","kid":"key-1","jku":"https://agents.example.com/jwks.json"}""", Encoding.UTF8.GetString(StrictBase64Url.Decode(Assert.Single(card.Signatures).Protected)!));
    }

    [Fact]
    public async Task Every_key_signs_and_any_of_them_verifies()
    {
        SigningKey[] keys = [Keys.Signing("ES256"), Keys.Signing("RS256"), Keys.Signing("ES384")];
        var card = new AgentCardSigner(keys).Sign(SampleCards.Plain).Utf8();

        Assert.Equal(3, (await VerifyAsync(card, keys)).Keys.Count);
        foreach (var key in keys)
        {
            Assert.Equal(key.KeyId, Assert.Single((await VerifyAsync(card, key)).Keys).KeyId);
        }

        await Assert.ThrowsAsync<AgentCardSignatureException>(() => VerifyAsync(card, Keys.Signing()));
    }

    [Fact]
    public async Task A_card_that_another_library_has_written_still_verifies()
    {
        var key = Keys.Signing();
        var node = JsonNode.Parse(Signed(key))!.AsObject();
        var reversed = new JsonObject(node.Reverse().Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        var escaped = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.Create() };

        await VerifyAsync(Encoding.UTF8.GetBytes(reversed.ToJsonString()), key);
        await VerifyAsync(Encoding.UTF8.GetBytes(node.ToJsonString(escaped)), key);
        await VerifyAsync(Encoding.UTF8.GetBytes(node.ToJsonString().Replace("1.50", "15E-1", StringComparison.Ordinal)), key);
    }

    [Fact]
    public async Task Defaults_that_another_library_adds_or_leaves_out_make_no_difference()
    {
        var key = Keys.Signing();
        var node = JsonNode.Parse(Signed(key))!.AsObject();
        node["iconUrl"] = null;
        node["skills"]![0]!["examples"]!.AsArray().Add("another");
        await Assert.ThrowsAsync<AgentCardSignatureException>(() => VerifyAsync(Bytes(node), key));

        node["skills"]![0]!["examples"]!.AsArray().RemoveAt(1);
        node["skills"]![0]!["inputModes"] = new JsonArray();
        node["supportedInterfaces"]![0]!["tenant"] = "";
        await VerifyAsync(Bytes(node), key);
    }

    [Fact]
    public async Task One_byte_changed_makes_it_fail()
    {
        var key = Keys.Signing();
        var card = Signed(key);
        var verified = 0;
        for (var at = 0; at < card.Length; at++)
        {
            var changed = card.ToArray();
            changed[at] ^= 1;
            try
            {
                await VerifyAsync(changed, key);
                verified++;
                Assert.True(MeansTheSame(card, changed), Encoding.UTF8.GetString(changed));
            }
            catch (Exception e) when (e is AgentCardSignatureException or JsonException)
            {
            }
        }

        Assert.InRange(verified, 0, card.Length / 4);
    }

    [Theory]
    [InlineData("later", "1")]
    [InlineData("url", "\"https://attacker.example\"")]
    [InlineData("protocolVersion", "\"0.3.0\"")]
    [InlineData("iconUrl", "\"https://attacker.example/i.png\"")]
    public async Task A_field_that_was_added_makes_it_fail(string name, string value)
    {
        var key = Keys.Signing();
        var node = JsonNode.Parse(Signed(key))!.AsObject();
        node[name] = JsonNode.Parse(value);

        await Assert.ThrowsAsync<AgentCardSignatureException>(() => VerifyAsync(Bytes(node), key));
    }

    [Fact]
    public async Task Fields_of_a_later_version_are_signed_as_well()
    {
        var key = Keys.Signing();
        var node = SampleCards.Plain.Node();
        node["later"] = new JsonObject { ["a"] = 1 };
        using var json = JsonDocument.Parse(node.ToJsonString());
        node["signatures"] = new JsonArray(Jws.Signature(key, $$"""{"alg":"ES256","kid":"{{key.KeyId}}"}""", CardPayload.Of(json.RootElement)));

        await VerifyAsync(Bytes(node), key);
        node["later"]!["a"] = 2;
        await Assert.ThrowsAsync<AgentCardSignatureException>(() => VerifyAsync(Bytes(node), key));
    }

    [Fact]
    public async Task A_card_without_signature_is_refused() =>
        Assert.Equal("The Agent Card is not signed.", (await Assert.ThrowsAsync<AgentCardSignatureException>(() => VerifyAsync(SampleCards.Plain.Utf8(), Keys.Signing()))).Message);

    [Fact]
    public async Task One_valid_signature_among_others_is_enough()
    {
        var (key, other) = (Keys.Signing(), Keys.Signing());
        var node = JsonNode.Parse(new AgentCardSigner([other, key]).Sign(SampleCards.Plain).Utf8())!.AsObject();
        node["signatures"]!.AsArray().Insert(0, new JsonObject { ["protected"] = "%", ["signature"] = "%" });

        Assert.Equal(key.KeyId, Assert.Single((await VerifyAsync(Bytes(node), key)).Keys).KeyId);
    }

    [Fact]
    public async Task No_more_than_so_many_signatures_are_looked_at()
    {
        var key = Keys.Signing();
        var node = JsonNode.Parse(new AgentCardSigner([key]).Sign(SampleCards.Plain).Utf8())!.AsObject();
        for (var i = 0; i < AgentCardVerifier.MaxSignatures; i++)
        {
            node["signatures"]!.AsArray().Insert(0, new JsonObject { ["protected"] = "e30", ["signature"] = "AA" });
        }

        await Assert.ThrowsAsync<AgentCardSignatureException>(() => VerifyAsync(Bytes(node), key));
    }

    [Fact]
    public async Task A_card_that_is_too_large_is_refused()
    {
        var key = Keys.Signing();
        var card = new AgentCardSigner([key]).Sign(SampleCards.Plain with { Description = new string('x', AgentCardVerifier.MaxBytes) });

        await Assert.ThrowsAnyAsync<JsonException>(() => VerifyAsync(card.Utf8(), key));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"card\"")]
    public async Task What_is_no_card_is_refused(string json) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => VerifyAsync(Encoding.UTF8.GetBytes(json), Keys.Signing()));

    [Fact]
    public async Task Signatures_for_other_SDKs_are_added_where_their_form_differs_and_accepted_where_that_is_asked_for()
    {
        var key = Keys.Signing();
        Assert.Single(new AgentCardSigner([key]).Sign(SampleCards.Plain).Signatures);
        var signed = new AgentCardSigner([key]).Sign(SampleCards.Rich);
        Assert.Equal(2, signed.Signatures.Count);
        Assert.Single((await VerifyAsync(signed.Utf8(), key)).Keys);
        Assert.Single(new AgentCardSigner([key]) { ForOtherSdks = false }.Sign(SampleCards.Rich).Signatures);

        var theirs = (signed with { Signatures = [signed.Signatures[1]] }).Utf8();
        await Assert.ThrowsAsync<AgentCardSignatureException>(() => VerifyAsync(theirs, key));
        await new AgentCardVerifier(new JsonWebKeySet(key.Public)) { AcceptFormOfOtherSdks = true }.VerifyAsync(theirs, Token);
    }

    internal static byte[] Signed(params SigningKey[] keys) => new AgentCardSigner(keys).Sign(SampleCards.Rich).Utf8();

    internal static async Task<VerifiedAgentCard> VerifyAsync(byte[] card, params SigningKey[] keys) =>
        await new AgentCardVerifier(new JsonWebKeySet(keys.Select(static key => key.Public))).VerifyAsync(card, Token);

    /// <summary>True when both cards have the same content but for signatures, of which one of two is enough.</summary>
    private static bool MeansTheSame(byte[] one, byte[] other)
    {
        using var first = JsonDocument.Parse(one);
        using var second = JsonDocument.Parse(other);
        return CardPayload.Of(first.RootElement).AsSpan().SequenceEqual(CardPayload.Of(second.RootElement));
    }

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
