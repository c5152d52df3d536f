using System.Diagnostics;
using System.Security.Cryptography;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Security.Tls;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>The environment of a rendered container around the sample: what the pod would have mounted lies in a folder of the test.</summary>
internal sealed class MountedEnvironment : IDisposable
{
    /// <summary>The one that a caller has; the agent is told its hash.</summary>
    public const string ApiKey = "an-api-key-of-the-tests";

    private readonly TemporaryFolder _folder = new();

    public MountedEnvironment()
    {
        using var root = Authority.Root();
        using var certificate = root.Issue(new Leaf { IsForLoopback = true });
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Certificate = certificate.GetCertHashString();
        Write("tls.crt", certificate.ExportCertificatePem());
        Write("tls.key", Mounted.KeyOf(certificate));
        Write("ca.crt", root.Pem);
        Write("signing.pem", key.ExportPkcs8PrivateKeyPem());
        Write("keys.json", $$"""{ "tests": { "Sha256": "{{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ApiKey)))}}" } }""");
    }

    /// <summary>The hash of the certificate that is mounted.</summary>
    public string Certificate { get; }

    /// <summary>The sample as the pod would run it, but on free ports of the loopback.</summary>
    public ProcessStartInfo Command(IEnumerable<Node> environment)
    {
        var command = InPlaceAgent.Command("--no-launch-profile");
        foreach (var variable in environment)
        {
            command.Environment[variable["name"].Text!] = Value(variable, command.Environment);
        }

        foreach (var port in new[] { "PORT", "Agent__Ports__Management", "Agent__Ports__Grpc" })
        {
            command.Environment[port] = "0";
        }

        command.Environment.TryAdd("Agent__Security__AllowAnonymous", "false");
        return command;
    }

    public void Dispose() => _folder.Dispose();

    private string Value(Node variable, IDictionary<string, string?> above)
    {
        if (!variable["value"].Exists)
        {
            // From the pod, where any text does, or from a secret.
            return variable["valueFrom"]["secretKeyRef"]["name"].Text ?? "agents";
        }

        var text = above.Where(static other => other.Value is not null).Aggregate(variable["value"].Text!, static (value, other) => value.Replace($"$({other.Key})", other.Value, StringComparison.Ordinal));
        return text.StartsWith('/') ? _folder.PathOf(Path.GetFileName(text)) : text;
    }

    private void Write(string name, string text) => File.WriteAllText(_folder.PathOf(name), text);
}
