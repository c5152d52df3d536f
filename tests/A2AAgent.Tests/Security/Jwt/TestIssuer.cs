using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>An authorization server on a real Kestrel: its metadata, its keys, and whatever can go wrong with them.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string OpenIdPath = "/.well-known/openid-configuration";
    public const string OAuthPath = "/.well-known/oauth-authorization-server";
    public const string KeysPath = "/keys";

    private WebApplication? _app;
    private int _requests;

    /// <summary>How many requests came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public string Url { get; private set; } = "http://127.0.0.1:0";

    /// <summary>What the metadata says.</summary>
    public string? IssuerInMetadata { get; set; }

    public string? KeysUrlInMetadata { get; set; }

    /// <summary>Where the metadata is.</summary>
    public string MetadataPath { get; set; } = OpenIdPath;

    public TestKey Key { get; } = TestKey.Make();

    /// <summary>The published keys, as JSON.</summary>
    public IReadOnlyList<string> Published { get; private set; } = [];

    /// <summary>Answers in the place of everything else.</summary>
    public RequestDelegate? Answer { get; set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        issuer.Publish(issuer.Key);
        await issuer.UpAsync();
        return issuer;
    }

    public void Publish(params TestKey[] keys) => Published = [.. keys.Select(static key => key.ToJson())];

    public void PublishJson(params string[] keys) => Published = keys;

    /// <summary>A token that is good now.</summary>
    public TokenDraft Draft(TimeProvider? time = null) => new(Url, (time ?? TimeProvider.System).GetUtcNow());

    /// <summary>Nothing listens any more.</summary>
    public async Task DownAsync()
    {
        await _app!.DisposeAsync();
        _app = null;
    }

    public async Task UpAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url).ConfigureKestrel(static kestrel => kestrel.Limits.MinResponseDataRate = null);
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync();
        Url = _app.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            await app.DisposeAsync();
        }
    }

    private Task HandleAsync(HttpContext http)
    {
        Interlocked.Increment(ref _requests);
        var path = http.Request.Path.Value!;
        return Answer is { } answer ? answer(http)
            : path == KeysPath ? WriteAsync(http, $$"""{"keys":[{{string.Join(',', Published)}}]}""")
            : path == MetadataPath ? WriteAsync(http, $$"""{"issuer":"{{IssuerInMetadata ?? Url}}","jwks_uri":"{{KeysUrlInMetadata ?? Url + KeysPath}}","response_types_supported":["code"]}""")
            : NotFoundAsync(http);
    }

    private static Task WriteAsync(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json)).AsTask();
    }

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
