using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace A2AAgent.Load.Driver;

/// <summary>Issues one token and serves the key that proves it.</summary>
internal sealed class TokenIssuer : IDisposable
{
    public const string Audience = "load";

    private readonly HttpListener _listener = new();
    private readonly byte[] _keys;

    public TokenIssuer()
    {
        using var key = RSA.Create(2048);
        var shown = key.ExportParameters(includePrivateParameters: false);
        Url = $"http://127.0.0.1:{Server.FreePort()}";
        _keys = Encoding.UTF8.GetBytes($$"""{"keys":[{"kty":"RSA","kid":"load","use":"sig","alg":"RS256","n":"{{Base64Url.EncodeToString(shown.Modulus)}}","e":"{{Base64Url.EncodeToString(shown.Exponent)}}"}]}""");
        Token = Sign(key);
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    public string Token { get; }

    public void Dispose() => _listener.Close();

    private string Sign(RSA key)
    {
        var expires = TimeProvider.System.GetUtcNow().AddHours(12).ToUnixTimeSeconds();
        var signed = $"{Encode("""{"alg":"RS256","typ":"at+jwt","kid":"load"}""")}.{Encode($$"""{"iss":"{{Url}}","aud":"{{Audience}}","sub":"load-driver","client_id":"load-driver","scope":"echo","exp":{{expires}}}""")}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var asked = await _listener.GetContextAsync();
                asked.Response.ContentType = "application/json";
                await asked.Response.OutputStream.WriteAsync(_keys);
                asked.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed: nobody asks any more.
        }
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
