using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using A2AAgent.Protocol.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Benchmarks.Security;

/// <summary>Issues tokens and serves the keys to them.</summary>
internal sealed class TokenIssuer
{
    public const string Audience = "https://agents.example.com/expenses";

    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;

    public TokenIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        var keys = new JsonWebKeySet(JsonWebKey.From(_ec, "ec"), JsonWebKey.From(_rsa, "rsa")).ToUtf8();
        _app.Run(http => http.Response.Body.WriteAsync(keys).AsTask());
    }

    public Uri Url => new(_app.Urls.Single());

    public Task StartAsync() => _app.StartAsync();

    public async Task StopAsync() => await _app.DisposeAsync();

    /// <summary>A token as authorization servers issue them, of about 600 characters.</summary>
    public string Issue(string keyId, DateTimeOffset expires)
    {
        var header = Encode($$"""{"typ":"at+jwt","alg":"{{(keyId == "rsa" ? "RS256" : "ES256")}}","kid":"{{keyId}}"}""");
        var claims = Encode($$"""
            {"iss":"https://login.example.com","aud":"{{Audience}}","sub":"5ba552d67","client_id":"s6BhdRkqt3","exp":{{expires.ToUnixTimeSeconds()}},
            "iat":{{expires.ToUnixTimeSeconds() - 3600}},"jti":"dbe39bf3a3ba4238a513f51d6e1691c4","scope":"expenses.read expenses.write","tenant":"acme","auth_time":1700000000}
            """);
        var signed = Encoding.ASCII.GetBytes($"{header}.{claims}");
        var signature = keyId == "rsa" ? _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : _ec.SignData(signed, HashAlgorithmName.SHA256);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
