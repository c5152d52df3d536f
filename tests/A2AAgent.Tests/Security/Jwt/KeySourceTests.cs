using A2AAgent.Server.Security.Jwt;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>Where keys come from, when they are fetched, and what happens when they cannot be.</summary>
public sealed class KeySourceTests
{
    private static readonly TimeSpan Limit = new JwtOptions().RefreshLimit;
    private static readonly TimeSpan Interval = new JwtOptions().RefreshInterval;

    [Fact]
    public async Task Keys_are_fetched_once()
    {
        await using var verifier = await Verifier.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => verifier.OutcomeAsync(verifier.Draft.Sign(verifier.Issuer.Key))));

        Assert.All(outcomes, static outcome => Assert.Equal(JwtOutcome.Valid, outcome));
        Assert.Equal(2, verifier.Issuer.Requests);
    }

    [Fact]
    public async Task Keys_are_fetched_from_a_given_address_without_metadata()
    {
        await using var verifier = await Verifier.StartAsync(static (options, issuer) => options.JwksUrl = new Uri(issuer.Url + TestIssuer.KeysPath));

        Assert.Equal(JwtOutcome.Valid, await verifier.OutcomeAsync(verifier.Draft.Sign(verifier.Issuer.Key)));
        Assert.Equal(1, verifier.Issuer.Requests);
    }

    [Theory]
    [InlineData("/realms/acme", "/realms/acme/.well-known/openid-configuration")]
    [InlineData("/realms/acme", "/.well-known/oauth-authorization-server/realms/acme")]
    [InlineData("/realms/acme/", "/realms/acme/.well-known/openid-configuration")]
    [InlineData("/", "/.well-known/openid-configuration")]
    [InlineData("", "/.well-known/oauth-authorization-server")]
    public async Task Metadata_is_found_by_the_issuer(string path, string metadataPath)
    {
        await using var verifier = await Verifier.StartAsync((options, issuer) =>
        {
            (issuer.MetadataPath, issuer.IssuerInMetadata) = (metadataPath, issuer.Url + path);
            options.Issuer = issuer.Url + path;
        });

        Assert.Equal(JwtOutcome.Valid, await verifier.OutcomeAsync(verifier.Draft.With("iss", verifier.Options.Issuer).Sign(verifier.Issuer.Key)));
    }

    [Theory]
    [InlineData("/realms/acme", "/realms/acme/.well-known/openid-configuration")]
    [InlineData("/realms/acme/", "/realms/acme/.well-known/openid-configuration")]
    [InlineData("/realms/acme", "/.well-known/oauth-authorization-server/realms/acme")]
    [InlineData("", "/.well-known/oauth-authorization-server")]
    public async Task The_issuer_is_found_by_its_metadata(string path, string metadataPath)
    {
        await using var verifier = await Verifier.StartAsync((options, issuer) =>
        {
            (issuer.MetadataPath, issuer.IssuerInMetadata) = (metadataPath, issuer.Url + path);
            (options.Issuer, options.MetadataUrl) = (null, new Uri(issuer.Url + metadataPath));
        });

        Assert.Equal(JwtOutcome.Valid, await verifier.OutcomeAsync(verifier.Draft.With("iss", verifier.Issuer.IssuerInMetadata).Sign(verifier.Issuer.Key)));
        Assert.Equal(JwtOutcome.WrongIssuer, await verifier.OutcomeAsync(verifier.Draft.With("iss", "https://other.example.com").Sign(verifier.Issuer.Key)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Metadata_that_speaks_for_another_issuer_is_refused(bool issuerIsConfigured)
    {
        await using var verifier = await Verifier.StartAsync((options, issuer) =>
        {
            issuer.IssuerInMetadata = "https://other.example.com";
            options.Issuer = issuerIsConfigured ? issuer.Url : null;
            options.MetadataUrl = new Uri(issuer.Url + TestIssuer.OpenIdPath);
        });

        Assert.Equal(JwtOutcome.KeysUnavailable, await verifier.OutcomeAsync(verifier.Draft.With("iss", issuerIsConfigured ? verifier.Issuer.Url : "https://other.example.com").Sign(verifier.Issuer.Key)));
        Assert.Contains("is the metadata of issuer 'https://other.example.com'", Assert.Single(verifier.Logs).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://keys.example.com/keys")]
    [InlineData("file:///etc/keys")]
    [InlineData("/keys")]
    [InlineData("https://user:password@keys.example.com/keys")]
    public async Task Metadata_that_leads_to_an_unsafe_place_is_refused(string keysUrl)
    {
        await using var verifier = await Verifier.StartAsync((_, issuer) => issuer.KeysUrlInMetadata = keysUrl);

        Assert.Equal(JwtOutcome.KeysUnavailable, await verifier.OutcomeAsync(verifier.Draft.Sign(verifier.Issuer.Key)));
        Assert.Contains("jwks_uri", Assert.Single(verifier.Logs).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_is_fetched_when_a_token_names_it()
    {
        await using var verifier = await Verifier.StartAsync();
        await AcceptsAsync(verifier, verifier.Issuer.Key);
        var next = TestKey.Make("RS256");
        verifier.Issuer.Publish(verifier.Issuer.Key, next);

        verifier.Time.Advance(Limit);

        await AcceptsAsync(verifier, next);
        Assert.Equal(4, verifier.Issuer.Requests);
    }

    [Fact]
    public async Task A_key_without_name_that_replaces_another_is_fetched()
    {
        await using var verifier = await Verifier.StartAsync();
        Assert.Equal(JwtOutcome.Valid, await verifier.OutcomeAsync(NamesNoKey(verifier, verifier.Issuer.Key)));
        var next = TestKey.Make();
        verifier.Issuer.Publish(next);

        verifier.Time.Advance(Limit);

        Assert.Equal(JwtOutcome.Valid, await verifier.OutcomeAsync(NamesNoKey(verifier, next)));
    }

    [Fact]
    public async Task Unknown_keys_cause_one_fetch_per_limit()
    {
        await using var verifier = await Verifier.StartAsync();
        await AcceptsAsync(verifier, verifier.Issuer.Key);

        for (var minute = 0; minute < 3; minute++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
                Assert.Equal(JwtOutcome.UnknownKey, await verifier.OutcomeAsync(verifier.Draft.Sign(TestKey.Make())))));
            Assert.Equal(2 + (2 * minute), verifier.Issuer.Requests);
            verifier.Time.Advance(Limit);
        }
    }

    [Theory]
    [InlineData("iss", "https://other.example.com")]
    [InlineData("aud", "other")]
    [InlineData("exp", "0")]
    public async Task A_token_that_is_wrong_anyway_makes_nobody_ask_for_its_key(string claim, string value)
    {
        await using var verifier = await Verifier.StartAsync();
        await AcceptsAsync(verifier, verifier.Issuer.Key);
        verifier.Time.Advance(Limit);

        var outcome = await verifier.OutcomeAsync(verifier.Draft.With(claim, claim == "exp" ? 0 : value).Sign(TestKey.Make()));

        Assert.NotEqual(JwtOutcome.UnknownKey, outcome);
        Assert.Equal(2, verifier.Issuer.Requests);
    }

    [Fact]
    public async Task A_withdrawn_key_is_no_longer_accepted_nor_remembered()
    {
        await using var verifier = await Verifier.StartAsync();
        var token = verifier.Draft.With("exp", verifier.Time.GetUtcNow().AddDays(2).ToUnixTimeSeconds()).Sign(verifier.Issuer.Key);
        Assert.Equal(JwtOutcome.Valid, await verifier.OutcomeAsync(token));
        var next = TestKey.Make();
        verifier.Issuer.Publish(next);
        verifier.Time.Advance(Limit);

        await AcceptsAsync(verifier, next);

        Assert.Equal(JwtOutcome.UnknownKey, await verifier.OutcomeAsync(token));
    }

    [Fact]
    public async Task Old_keys_are_fetched_again_while_requests_go_on()
    {
        await using var verifier = await Verifier.StartAsync();
        await AcceptsAsync(verifier, verifier.Issuer.Key);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        verifier.Issuer.Answer = async http =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };

        verifier.Time.Advance(Interval);

        await AcceptsAsync(verifier, verifier.Issuer.Key);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task After_a_long_silence_a_token_waits_for_the_newest_keys()
    {
        await using var verifier = await Verifier.StartAsync();
        await AcceptsAsync(verifier, verifier.Issuer.Key);
        verifier.Issuer.Publish(TestKey.Make());

        verifier.Time.Advance(2 * Interval);

        Assert.Equal(JwtOutcome.UnknownKey, await verifier.OutcomeAsync(verifier.Draft.Sign(verifier.Issuer.Key)));
    }

    [Fact]
    public async Task The_same_keys_fetched_again_leave_what_is_remembered()
    {
        await using var verifier = await Verifier.StartAsync();
        await AcceptsAsync(verifier, verifier.Issuer.Key);
        var before = verifier.Keys.Current;
        verifier.Time.Advance(2 * Interval);

        await AcceptsAsync(verifier, verifier.Issuer.Key);

        Assert.Same(before, verifier.Keys.Current);
        Assert.Equal(4, verifier.Issuer.Requests);
    }

    [Fact]
    public async Task While_the_issuer_is_down_its_last_keys_stay_and_its_outage_is_logged_once()
    {
        await using var verifier = await Verifier.StartAsync();
        await AcceptsAsync(verifier, verifier.Issuer.Key);
        await verifier.Issuer.DownAsync();

        for (var hour = 0; hour < 48; hour++)
        {
            verifier.Time.Advance(2 * Interval);
            await AcceptsAsync(verifier, verifier.Issuer.Key);
        }

        Assert.Contains("last good ones stay in use", Assert.Single(verifier.Logs, static log => log.Level == LogLevel.Warning).Text, StringComparison.Ordinal);
        await verifier.Issuer.UpAsync();
        verifier.Time.Advance(2 * Interval);
        await AcceptsAsync(verifier, verifier.Issuer.Key);
        Assert.Contains("is back", verifier.Logs[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_that_is_down_at_the_start_is_tried_again_after_a_pause()
    {
        await using var verifier = await Verifier.StartAsync();
        await verifier.Issuer.DownAsync();
        Assert.Equal(JwtOutcome.KeysUnavailable, await verifier.OutcomeAsync(verifier.Draft.Sign(verifier.Issuer.Key)));
        await verifier.Issuer.UpAsync();

        Assert.Equal(JwtOutcome.KeysUnavailable, await verifier.OutcomeAsync(verifier.Draft.Sign(verifier.Issuer.Key)));
        Assert.Equal(0, verifier.Issuer.Requests);
        verifier.Time.Advance(TimeSpan.FromSeconds(1));
        await AcceptsAsync(verifier, verifier.Issuer.Key);
    }

    [Fact]
    public async Task The_pause_between_failures_grows_up_to_the_limit()
    {
        await using var verifier = await Verifier.StartAsync(static (_, issuer) => issuer.Answer = Status(500));

        for (var second = 0; second < 300; second++)
        {
            await verifier.OutcomeAsync(verifier.Draft.Sign(verifier.Issuer.Key));
            verifier.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // At 0, 1, 3, 7, 15 and 31 seconds, then every 30.
        Assert.Equal(14, verifier.Issuer.Requests);
        Assert.Single(verifier.Logs);
    }

    [Theory]
    [InlineData(503, "status 503")]
    [InlineData(404, "status 404")]
    [InlineData(401, "status 401")]
    [InlineData(302, "redirects")]
    [InlineData(307, "redirects")]
    public async Task Another_status_is_no_answer(int status, string reason)
    {
        await using var other = await TestIssuer.StartAsync();
        await using var verifier = await Verifier.StartAsync((_, issuer) => issuer.Answer = http =>
        {
            http.Response.Headers.Location = other.Url + http.Request.Path;
            return Status(status)(http);
        });

        await FailsAsync(verifier, reason);
        Assert.Equal(0, other.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"issuer":5}""")]
    [InlineData("""{"issuer":"a","issuer":"a"}""")]
    public Task Garbage_for_metadata_is_no_answer(string body) => GarbageAsync(TestIssuer.OpenIdPath, body);

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[{"kty":"oct","k":"AAAA"}]}""")]
    public Task Garbage_for_keys_is_no_answer(string body) => GarbageAsync(TestIssuer.KeysPath, body);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endless_answer_is_cut_off(bool saysItsLength)
    {
        await using var verifier = await Verifier.StartAsync((_, issuer) => issuer.Answer = http => GigabyteAsync(http, saysItsLength));
        var before = GC.GetTotalAllocatedBytes();

        Assert.Equal(JwtOutcome.KeysUnavailable, await verifier.OutcomeAsync(verifier.Draft.Sign(verifier.Issuer.Key)));

        Assert.Single(verifier.Logs);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up()
    {
        await using var verifier = await Verifier.StartAsync(static (options, issuer) =>
        {
            options.FetchTimeout = TimeSpan.FromMilliseconds(300);
            issuer.Answer = static http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        await FailsAsync(verifier, "no answer within 00:00:00.3");
    }

    [Fact]
    public async Task A_caller_that_hangs_up_does_not_end_the_fetch_for_others()
    {
        var gate = new TaskCompletionSource();
        await using var verifier = await Verifier.StartAsync((_, issuer) => issuer.Answer = async http =>
        {
            await gate.Task;
            issuer.Answer = null;
            await Status(404)(http);
        });
        using var caller = new CancellationTokenSource();
        var token = verifier.Draft.Sign(verifier.Issuer.Key);
        var first = verifier.Validator.ValidateAsync(token.AsMemory(), caller.Token).AsTask();
        var second = verifier.OutcomeAsync(token);

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        verifier.Issuer.MetadataPath = TestIssuer.OAuthPath;
        gate.SetResult();

        Assert.Equal(JwtOutcome.Valid, await second);
    }

    private static async Task GarbageAsync(string path, string body)
    {
        await using var verifier = await Verifier.StartAsync();
        await AcceptsAsync(verifier, verifier.Issuer.Key);
        verifier.Issuer.Answer = http => http.Request.Path == path ? http.Response.WriteAsync(body) : WithoutAnswerAsync(verifier.Issuer, http);
        verifier.Time.Advance(2 * Interval);

        await AcceptsAsync(verifier, verifier.Issuer.Key);

        Assert.Single(verifier.Logs, static log => log.Level == LogLevel.Warning);
    }

    private static async Task WithoutAnswerAsync(TestIssuer issuer, HttpContext http) =>
        await http.Response.WriteAsync($$"""{"issuer":"{{issuer.Url}}","jwks_uri":"{{issuer.Url}}/keys"}""");

    private static async Task AcceptsAsync(Verifier verifier, TestKey key) => Assert.Equal(JwtOutcome.Valid, await verifier.OutcomeAsync(verifier.Draft.Sign(key)));

    private static async Task FailsAsync(Verifier verifier, string reason)
    {
        Assert.Equal(JwtOutcome.KeysUnavailable, await verifier.OutcomeAsync(verifier.Draft.Sign(verifier.Issuer.Key)));
        var log = Assert.Single(verifier.Logs);
        Assert.Equal(LogLevel.Error, log.Level);
        Assert.Contains(reason, log.Text, StringComparison.Ordinal);
    }

    private static string NamesNoKey(Verifier verifier, TestKey key) =>
        TokenDraft.Sign($$"""{"alg":"{{key.Algorithm}}"}""", verifier.Draft.Claims.ToJsonString(), key);

    private static RequestDelegate Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static async Task GigabyteAsync(HttpContext http, bool saysItsLength)
    {
        const long Gigabyte = 1024L * 1024 * 1024;
        http.Response.ContentLength = saysItsLength ? Gigabyte : null;
        var piece = new byte[64 * 1024];
        for (var sent = 0L; sent < Gigabyte && !http.RequestAborted.IsCancellationRequested; sent += piece.Length)
        {
            await http.Response.Body.WriteAsync(piece, http.RequestAborted);
        }
    }
}
