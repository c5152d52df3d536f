using System.Security.Cryptography;

namespace A2AAgent.Load.Driver;

/// <summary>What security costs: the same agent with and without it, asked the same.</summary>
internal sealed record Trust(AlternatingLoad ApiKey, AlternatingLoad Jwt, AlternatingLoad SignedCard)
{
    /// <summary>Two processes of one binary differ by a few percent for as long as they live, which is as much as is measured here.</summary>
    private const int Pairs = 5;

    private const string Key = "5f1c9a3e-load-7d2b4c6e";

    public static async Task<Trust> RunAsync(Binaries binaries, Cores cores, LoadOptions options)
    {
        await Tool.Wrk.RequireAsync();
        using var issuer = new TokenIssuer();
        return new Trust(
            await CompareAsync(HttpScenario.MessageSkill, $"X-API-Key: {Key}",
                ("Agent__Security__Schemes__key__Type", "apiKey"), ("Agent__Security__Schemes__key__Name", "X-API-Key"), ("Agent__Security__Schemes__key__In", "header"),
                ("Agent__Security__Schemes__key__Keys__load__Value", Key)),
            await CompareAsync(HttpScenario.MessageSkill, $"Authorization: Bearer {issuer.Token}",
                ("Agent__Security__Schemes__jwt__Type", "bearer"), ("Agent__Security__Schemes__jwt__Issuer", issuer.Url),
                ("Agent__Security__Schemes__jwt__JwksUrl", $"{issuer.Url}/jwks"), ("Agent__Security__Schemes__jwt__Audiences__0", TokenIssuer.Audience)),
            await CompareAsync(HttpScenario.Card, "", ("Agent__Signing__Keys__0__File", WriteSigningKey()), ("Agent__Signing__Keys__0__KeyId", "load")));

        // Development allows the issuer to be on loopback without TLS.
        Task<AlternatingLoad> CompareAsync(HttpScenario scenario, string header, params (string, string)[] settings) => AlternatingLoad.RunAsync(
            new Entrant(binaries.Agent, "", _ => Task.FromResult<Scenario[]>([scenario])) { Settings = [("DOTNET_ENVIRONMENT", "Development")] },
            new Entrant(binaries.Agent, "", _ => Task.FromResult<Scenario[]>([scenario with { Header = header }]))
            {
                Settings = [("DOTNET_ENVIRONMENT", "Development"), .. settings],
            },
            cores, options with { Pairs = Pairs });
    }

    private static string WriteSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = Path.Combine(Workspace.Find().Artifacts, "signing.pem");
        File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        return path;
    }
}
