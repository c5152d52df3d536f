using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>Debian's docker-registry on loopback, on a port that the system chose.</summary>
internal sealed partial class LocalRegistry : IAsyncDisposable
{
    private const string Program = "/usr/bin/docker-registry";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _http = new();

    private LocalRegistry(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _port.TrySetException(new InvalidOperationException("The registry ended before it listened."));
    }

    /// <summary>Its name in references to images; clients take that host as one without TLS.</summary>
    public string Host { get; private set; } = "";

    public static async Task<LocalRegistry> StartAsync(TemporaryFolder folder)
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException("docker-registry is not installed: apt-get install docker-registry (.ci/run does it).");
        }

        var configuration = folder.PathOf("registry.yml");
        await File.WriteAllTextAsync(configuration, $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: {{folder.PathOf("registry")}} } }
            http: { addr: "127.0.0.1:0" }
            """);
        var registry = new LocalRegistry(Tool.Command(Program, folder.Path, "serve", configuration));
        registry._process.Start();
        registry._process.BeginOutputReadLine();
        registry._process.BeginErrorReadLine();
        registry.Host = $"localhost:{await registry._port.Task.WaitAsync(Limit)}";
        return registry;
    }

    /// <summary>Reads what an image is: its manifest, its configuration, and what is in its layers.</summary>
    public async Task<PublishedImage> ReadAsync(string repository)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{Host}/v2/{repository}/manifests/latest");
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.manifest.v1+json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{repository}: {response.StatusCode}");
        var manifest = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var layers = new List<ImageLayer>();
        foreach (var layer in manifest.GetProperty("layers").EnumerateArray())
        {
            await using var content = await OpenAsync(repository, layer);
            layers.Add(await ImageLayer.ReadAsync(layer.GetProperty("size").GetInt64(), content, TestContext.Current.CancellationToken));
        }

        await using var configuration = await OpenAsync(repository, manifest.GetProperty("config"));
        return new PublishedImage(await ImageConfiguration.ReadAsync(configuration, TestContext.Current.CancellationToken), layers);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }

    private Task<Stream> OpenAsync(string repository, JsonElement blob) =>
        _http.GetStreamAsync($"http://{Host}/v2/{repository}/blobs/{blob.GetProperty("digest").GetString()}", TestContext.Current.CancellationToken);

    private void Read(string? line)
    {
        if (ListeningLine().Match(line ?? "") is { Success: true } match)
        {
            _port.TrySetResult(match.Groups["port"].Value);
        }
    }

    [GeneratedRegex(@"listening on 127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListeningLine();
}
