using A2AAgent.Protocol.Signing;
using A2AAgent.Tests.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Signing;

/// <summary>Keys from where signatures say that they are.</summary>
public sealed class RemoteKeySetTests : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _http = new();
    private readonly TestClock _clock = new();
    private SigningKey _key = Keys.Signing(keyId: "a");
    private int _asked;

    public RemoteKeySetTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapGet("/jwks", () =>
        {
            _asked++;
            return Results.Bytes(new JsonWebKeySet(_key.Public).ToUtf8(), "application/json");
        });
        _server.MapGet("/moved", () => Results.Redirect("/jwks"));
        _server.MapGet("/large", () => Results.Bytes(new byte[JsonWebKeySet.MaxBytes + 10]));
        _server.MapGet("/text", () => "no keys");
        _server.MapGet("/slow", async (HttpContext http) => await Task.Delay(Timeout.Infinite, http.RequestAborted));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_keys_are_fetched_once_and_again_when_they_are_old()
    {
        var verifier = await VerifierAsync();

        await verifier.VerifyAsync(Signed("/jwks"), Token);
        await verifier.VerifyAsync(Signed("/jwks"), Token);
        Assert.Equal(1, _asked);

        _clock.Advance(TimeSpan.FromMinutes(5));
        await verifier.VerifyAsync(Signed("/jwks"), Token);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task A_key_that_is_new_is_found_but_nobody_can_make_it_ask_all_the_time()
    {
        var verifier = await VerifierAsync();
        await verifier.VerifyAsync(Signed("/jwks"), Token);
        _key = Keys.Signing(keyId: "b");

        await Assert.ThrowsAsync<AgentCardSignatureException>(async () => await verifier.VerifyAsync(Signed("/jwks"), Token));
        Assert.Equal(1, _asked);

        _clock.Advance(TimeSpan.FromSeconds(30));
        await verifier.VerifyAsync(Signed("/jwks"), Token);
        Assert.Equal(2, _asked);
    }

    [Theory]
    [InlineData("/moved", "redirect")]
    [InlineData("/nowhere", "404")]
    [InlineData("/large", "at most")]
    [InlineData("/text", "cannot be had")]
    [InlineData("/slow", "cannot be had")]
    public async Task What_is_no_key_set_is_said(string path, string said)
    {
        var verifier = await VerifierAsync(timeout: path == "/slow" ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(10));

        var wrong = await Assert.ThrowsAsync<AgentCardSignatureException>(async () => await verifier.VerifyAsync(Signed(path), Token));

        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_not_trusted_is_not_asked()
    {
        var verifier = await VerifierAsync(static _ => false);

        await Assert.ThrowsAsync<AgentCardSignatureException>(async () => await verifier.VerifyAsync(Signed("/jwks"), Token));

        Assert.Equal(0, _asked);
    }

    [Theory]
    [InlineData("http://agents.example.com/jwks")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/jwks")]
    public async Task Nor_is_one_without_TLS_whoever_trusts_it(string address)
    {
        var verifier = await VerifierAsync(static _ => true);
        var card = new AgentCardSigner([_key], new Uri(address)).Sign(SampleCards.Plain).Utf8();

        var wrong = await Assert.ThrowsAsync<AgentCardSignatureException>(async () => await verifier.VerifyAsync(card, Token));

        Assert.Contains("not known", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_names_no_address_finds_no_key()
    {
        var verifier = await VerifierAsync();

        await Assert.ThrowsAsync<AgentCardSignatureException>(async () => await verifier.VerifyAsync(new AgentCardSigner([_key]).Sign(SampleCards.Plain).Utf8(), Token));
    }

    private byte[] Signed(string path) => new AgentCardSigner([_key], new Uri(_server.Urls.First() + path)).Sign(SampleCards.Plain).Utf8();

    private async Task<AgentCardVerifier> VerifierAsync(Func<Uri, bool>? isTrusted = null, TimeSpan? timeout = null)
    {
        await _server.StartAsync(Token);
        var authority = new Uri(_server.Urls.First()).Authority;
        return new AgentCardVerifier(new RemoteKeySets(_http, isTrusted ?? (url => url.Authority == authority), _clock) { Timeout = timeout ?? TimeSpan.FromSeconds(10) });
    }
}
