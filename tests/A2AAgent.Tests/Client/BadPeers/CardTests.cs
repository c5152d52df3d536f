using System.Text;
using System.Text.Json.Nodes;
using A2AAgent.Client;
using A2AAgent.Client.Cards;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Signing;
using A2AAgent.Tests.Signing;
using A2AAgent.Tests.Tasks;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client.BadPeers;

/// <summary>Cards that are strange, old, false or missing.</summary>
public sealed class CardTests
{
    private const string Rest = ProtocolBindings.HttpJson;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_card_has_beyond_the_specification_does_not_matter()
    {
        await using var peer = await StartAsync(static card =>
        {
            card["x-vendor"] = new JsonObject { ["deep"] = new JsonArray(1, null, "x") };
            card["capabilities"]!["telepathy"] = true;
            card["supportedInterfaces"]!.AsArray().Insert(0, JsonNode.Parse("""{"url":"carrier://pigeon","protocolBinding":"PIGEON","protocolVersion":"1.0","wings":2}"""));
            card["securitySchemes"] = JsonNode.Parse("""
                {"known":{"httpAuthSecurityScheme":{"scheme":"Bearer","strength":9}},"new":{"retinaScanSecurityScheme":{"eye":"left"}}}
                """);
        });
        using var client = Clients.Of(peer.Url, Rest);

        Assert.Equal("t", (await client.GetTaskAsync("t", Ended)).Id);
        Assert.Equal("Bad Peer", (await client.GetCardAsync(Ended)).Name);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"card\"")]
    [InlineData("{}")]
    [InlineData("""{"name":"n"}""")]
    public async Task Json_that_is_no_card_is_refused(string json)
    {
        await using var peer = await WithCardAsync(json);

        var failure = await CardFailsAsync(peer);

        Assert.Equal((AgentError.InvalidAgentResponse, false), (failure.Error, failure.IsTransient));
        Assert.Empty(peer.Calls);
    }

    [Fact]
    public async Task A_page_is_no_card()
    {
        await using var peer = await WithCardAsync("<html>Welcome</html>", "text/html");

        var failure = await CardFailsAsync(peer);

        Assert.Equal((AgentError.InvalidAgentResponse, false), (failure.Error, failure.IsTransient));
        Assert.Contains("Welcome", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_without_end_is_not_read()
    {
        await using var peer = await BadPeer.StartAsync(Rest, Answer, static async (http, _) =>
        {
            http.Response.ContentType = "application/json";
            var chunk = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(chunk);
            }
        });

        var failure = await CardFailsAsync(peer);

        Assert.Contains("larger than", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_card_says_so()
    {
        await using var peer = await BadPeer.StartAsync(Rest, NotThere, static (http, _) => NotThere(http));

        var failure = await CardFailsAsync(peer);

        Assert.Equal((AgentError.Unavailable, RequestDelivery.NotSent), (failure.Error, failure.Delivery));
        Assert.Contains("404", failure.Problem, StringComparison.Ordinal);
        Assert.Contains(BadPeer.CardPath, failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_elsewhere_is_not_followed_to()
    {
        await using var peer = await BadPeer.StartAsync(Rest, Answer, static (http, _) =>
        {
            http.Response.Redirect("https://elsewhere.example.com/card.json");
            return Task.CompletedTask;
        });

        var failure = await CardFailsAsync(peer);

        Assert.Contains("redirects to https://elsewhere.example.com/card.json", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_behind_a_login_page_of_the_same_host_says_where_it_redirects_to()
    {
        await using var peer = await BadPeer.StartAsync(Rest, Answer, static (http, _) =>
        {
            http.Response.Redirect("/login?next=secret");
            return Task.CompletedTask;
        });

        var failure = await CardFailsAsync(peer);

        Assert.Contains("redirects to /login ", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_of_0_3_says_which_version_it_is_of()
    {
        await using var peer = await WithCardAsync("""
            {"protocolVersion":"0.3.0","name":"n","description":"d","url":"http://localhost/","preferredTransport":"JSONRPC","version":"1","capabilities":{},
             "defaultInputModes":[],"defaultOutputModes":[],"skills":[]}
            """);

        var failure = await CardFailsAsync(peer);

        Assert.Equal((AgentError.VersionNotSupported, RequestDelivery.NotSent, false), (failure.Error, failure.Delivery, failure.IsTransient));
        Assert.Contains("0.3.0", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_where_it_used_to_be_says_that_the_agent_is_old()
    {
        await using var peer = await BadPeer.StartAsync(
            Rest,
            static http => http.Request.Path == "/.well-known/agent.json" ? WriteAsync(http, """{"name":"n","url":"http://localhost/","skills":[]}""") : NotThere(http),
            static (http, _) => NotThere(http));

        var failure = await CardFailsAsync(peer);

        Assert.Equal((AgentError.VersionNotSupported, false), (failure.Error, failure.IsTransient));
        Assert.Equal([BadPeer.CardPath, "/.well-known/agent.json"], peer.Others);
    }

    [Fact]
    public async Task Interfaces_of_other_versions_and_bindings_are_named()
    {
        await using var peer = await StartAsync(static card => card["supportedInterfaces"] = JsonNode.Parse("""
            [{"url":"https://a.example.com","protocolBinding":"HTTP+JSON","protocolVersion":"2.0"},{"url":"https://b.example.com","protocolBinding":"PIGEON","protocolVersion":"1.0"}]
            """));
        using var client = Clients.Of(peer.Url, Rest);

        var failure = await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());

        Assert.Equal((AgentError.VersionNotSupported, RequestDelivery.NotSent, false), (failure.Error, failure.Delivery, failure.IsTransient));
        Assert.Contains("HTTP+JSON 2.0", failure.Problem, StringComparison.Ordinal);
        Assert.Contains("PIGEON 1.0", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_card_with_a_signature_by_a_trusted_key_is_trusted()
    {
        var key = Keys.Signing();
        var trust = AgentCardTrust.SignedBy(new JsonWebKeySet(key.Public));
        var signed = string.Empty;
        await using var peer = await BadPeer.StartAsync(Rest, Answer, (http, peer) =>
        {
            signed = Encoding.UTF8.GetString(new AgentCardSigner([key]).Sign(Card(peer)).Utf8());
            return WriteAsync(http, http.Request.Headers["x-card"].ToString() switch
            {
                "good" => signed,
                "tampered" => signed.Replace("Bad Peer", "Good Peer", StringComparison.Ordinal),
                "foreign" => Encoding.UTF8.GetString(new AgentCardSigner([Keys.Signing()]).Sign(Card(peer)).Utf8()),
                _ => Encoding.UTF8.GetString(Card(peer).Utf8()),
            });
        });

        using (var client = Clients.Of(peer.Url, Rest, options => Trusting(options, trust, "good")))
        {
            Assert.Equal("t", (await client.GetTaskAsync("t", Ended)).Id);
        }

        foreach (var kind in new[] { "tampered", "foreign", "unsigned" })
        {
            using var client = Clients.Of(peer.Url, Rest, options => Trusting(options, trust, kind));

            var failure = await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());

            Assert.Equal((AgentError.PermissionDenied, RequestDelivery.NotSent, false), (failure.Error, failure.Delivery, failure.IsTransient));
            Assert.Contains("not to be trusted", failure.Problem, StringComparison.Ordinal);
        }

        Assert.Single(peer.Calls);
    }

    [Fact]
    public async Task A_card_is_kept_as_long_as_it_says_and_then_asked_for_by_its_tag()
    {
        var tags = new List<string>();
        await using var peer = await BadPeer.StartAsync(Rest, Answer, (http, peer) =>
        {
            tags.Add(http.Request.Headers.IfNoneMatch.ToString());
            http.Response.Headers.ETag = "\"v1\"";
            http.Response.Headers.CacheControl = "max-age=60";
            if (tags.Count == 1)
            {
                return WriteAsync(http, Encoding.UTF8.GetString(Card(peer).Utf8()));
            }

            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        });
        var clock = new TestClock();
        using var client = Clients.Of(peer.Url, Rest, options => options.Time = clock);

        await CallAsync(client, times: 3);
        clock.Advance(TimeSpan.FromSeconds(61));
        await CallAsync(client, times: 3);
        clock.Advance(TimeSpan.FromSeconds(61));
        await CallAsync(client, times: 3);

        Assert.Equal(["", "\"v1\"", "\"v1\""], tags);
        Assert.Equal(9, peer.Calls.Count);
    }

    [Fact]
    public async Task A_card_that_cannot_be_had_again_stays_in_use()
    {
        var isDown = false;
        await using var peer = await BadPeer.StartAsync(Rest, Answer, (http, peer) =>
        {
            http.Response.StatusCode = isDown ? 503 : 200;
            http.Response.Headers.CacheControl = "max-age=60";
            return WriteAsync(http, isDown ? "" : Encoding.UTF8.GetString(Card(peer).Utf8()));
        });
        var clock = new TestClock();
        using var client = Clients.Of(peer.Url, Rest, options => options.Time = clock);

        await CallAsync(client, times: 1);
        isDown = true;
        clock.Advance(TimeSpan.FromMinutes(2));
        await CallAsync(client, times: 3);
        Assert.Equal(2, peer.Others.Count);

        clock.Advance(TimeSpan.FromSeconds(11));
        await CallAsync(client, times: 3);
        Assert.Equal(3, peer.Others.Count);
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(200, "<html>Back soon</html>")]
    [InlineData(200, "{}")]
    [InlineData(302, "")]
    [InlineData(401, "")]
    public async Task A_good_card_stays_in_use_while_its_address_answers_with_something_else(int status, string body)
    {
        var isGood = true;
        await using var peer = await BadPeer.StartAsync(Rest, static http => http.Request.Path == "/.well-known/agent.json" ? NotThere(http) : Answer(http), (http, peer) =>
        {
            http.Response.StatusCode = isGood ? 200 : status;
            return WriteAsync(http, isGood ? Encoding.UTF8.GetString(Card(peer).Utf8()) : body);
        });
        var clock = new TestClock();
        using var client = Clients.Of(peer.Url, Rest, options => options.Time = clock);
        await CallAsync(client, times: 1);

        isGood = false;
        clock.Advance(TimeSpan.FromMinutes(6));

        await CallAsync(client, times: 1);
        Assert.Equal(2, peer.Calls.Count);
    }

    [Fact]
    public async Task A_good_card_goes_out_of_use_when_its_successor_is_not_to_be_trusted()
    {
        var key = Keys.Signing();
        var isGood = true;
        await using var peer = await BadPeer.StartAsync(Rest, Answer, (http, peer) =>
            WriteAsync(http, Encoding.UTF8.GetString(new AgentCardSigner([isGood ? key : Keys.Signing()]).Sign(Card(peer)).Utf8())));
        var clock = new TestClock();
        using var client = Clients.Of(peer.Url, Rest, options =>
        {
            (options.Time, options.Trust) = (clock, AgentCardTrust.SignedBy(new JsonWebKeySet(key.Public)));
        });
        await CallAsync(client, times: 1);

        isGood = false;
        clock.Advance(TimeSpan.FromMinutes(6));

        var failure = await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());
        Assert.Equal((AgentError.PermissionDenied, false), (failure.Error, failure.IsTransient));
        Assert.Single(peer.Calls);
    }

    [Fact]
    public async Task A_card_whose_keys_cannot_be_had_now_may_be_trusted_later()
    {
        var key = Keys.Signing();
        var nobody = RawPeer.Nobody();
        var named = new Uri(nobody, "/jwks.json");
        await using var peer = await BadPeer.StartAsync(Rest, Answer, (http, peer) =>
            WriteAsync(http, Encoding.UTF8.GetString(new AgentCardSigner([key], named).Sign(Card(peer)).Utf8())));
        using var client = Clients.Of(peer.Url, Rest, options => options.Trust = AgentCardTrust.SignedByKeysAt(named));

        var failure = await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());

        Assert.Equal((RequestDelivery.NotSent, true, true), (failure.Delivery, failure.IsTransient, failure.IsRetrySafe));
        Assert.Contains("cannot be had", failure.Problem, StringComparison.Ordinal);
        Assert.Empty(peer.Calls);
    }

    [Fact]
    public async Task Calls_that_wait_for_the_same_card_fail_together()
    {
        await using var silent = new RawPeer(static (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        using var client = Clients.Of(silent.Url, Rest, static options => options.Resilience.AttemptTimeout = TimeSpan.FromSeconds(2));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Failures.OfAsync(() => client.SendMessageAsync("x", Ended).AsTask())));

        Assert.Equal(1, silent.Connections);
    }

    private static async Task CallAsync(AgentClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await client.GetTaskAsync("t", Ended);
        }
    }

    private static void Trusting(AgentClientOptions options, AgentCardTrust trust, string card)
    {
        options.Trust = trust;
        options.Headers["x-card"] = card;
    }

    private static AgentCard Card(BadPeer peer) => SampleCards.Plain with
    {
        Name = "Bad Peer",
        SupportedInterfaces = [new AgentInterface { Url = peer.Url.AbsoluteUri, ProtocolBinding = Rest, ProtocolVersion = "1.0" }],
    };

    private static Task<BadPeer> StartAsync(Action<JsonNode> change) => BadPeer.StartAsync(Rest, Answer, (http, peer) =>
    {
        var card = JsonNode.Parse(Card(peer).Utf8())!;
        change(card);
        return WriteAsync(http, card.ToJsonString());
    });

    private static Task<BadPeer> WithCardAsync(string card, string type = "application/json") => BadPeer.StartAsync(Rest, Answer, (http, _) => WriteAsync(http, card, type));

    private static async Task<RemoteAgentException> CardFailsAsync(BadPeer peer)
    {
        using var client = Clients.Of(peer.Url, Rest);
        var failure = await Failures.OfAsync(async () => await client.GetCardAsync(Ended));
        Assert.Contains("Agent Card", failure.Operation, StringComparison.Ordinal);
        return failure;
    }

    private static Task Answer(HttpContext http) => PeerWire.AnswerAsync(http, Rest, PeerWire.Task);

    private static Task NotThere(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpContext http, string body, string type = "application/json")
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }
}
