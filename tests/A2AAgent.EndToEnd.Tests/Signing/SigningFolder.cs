using System.Security.Cryptography;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Signing;

/// <summary>A folder with private keys, one for each algorithm, and the sample's command line in it.</summary>
internal sealed class SigningFolder : IDisposable
{
    public const string PublicUrl = "https://agents.example.com/expenses";

    private readonly TemporaryFolder _folder = new();

    public SigningFolder()
    {
        using var es256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var es384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rs256 = RSA.Create(2048);
        using var ps256 = RSA.Create(3072);
        File.WriteAllText(PathOf("es256.pem"), es256.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(PathOf("es384.pem"), es384.ExportECPrivateKeyPem());
        File.WriteAllText(PathOf("rs256.pem"), rs256.ExportRSAPrivateKeyPem());
        File.WriteAllText(PathOf("ps256.pem"), ps256.ExportPkcs8PrivateKeyPem());
    }

    public static IReadOnlyList<string> Keys { get; } = ["es256", "es384", "rs256", "ps256"];

    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Runs the sample with a command instead of starting it as an agent.</summary>
    public static Task<ToolResult> CommandAsync(params IEnumerable<string> arguments) =>
        Tool.RunAsync(InPlaceAgent.Command(["--no-launch-profile", "--", .. arguments]));

    /// <summary>Runs a command that must succeed and keeps what it writes.</summary>
    public async Task WriteAsync(string name, params IReadOnlyList<string> arguments)
    {
        var result = await CommandAsync(arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.All}");
        await File.WriteAllTextAsync(PathOf(name), Assert.Single(result.Output), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();
}
