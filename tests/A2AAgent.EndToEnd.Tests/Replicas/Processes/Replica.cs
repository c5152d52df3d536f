using System.Net;

namespace A2AAgent.EndToEnd.Tests.Replicas.Processes;

/// <summary>One of the processes that run an agent together, at an address that stays the same when it is started again.</summary>
internal sealed class Replica(string name, string address, string binary, IReadOnlyDictionary<string, string?> settings, string logs) : IAsyncDisposable
{
    private const int Port = 8080;
    private const int ManagementPort = 9464;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private GuardedProcess? _process;
    private bool _isPaused;

    public string Name => name;

    public string Endpoint => $"{address}:{Port}";

    public int Id => _process!.Id;

    public bool IsRunning => _process is not null && !_isPaused;

    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(logs, $"{name}.log");

    public async Task StartAsync()
    {
        var environment = new Dictionary<string, string?>(settings)
        {
            ["PORT"] = $"{Port}",
            ["Agent__Ports__Management"] = $"{ManagementPort}",
            ["Agent__BindAddress"] = address,
        };
        _process = await GuardedProcess.StartAsync(LogFile, binary, Path.GetDirectoryName(binary)!, environment);
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (!await IsReadyAsync(http, limit.Token))
        {
            Assert.False(limit.IsCancellationRequested, $"Replica {name} is not ready:\n{Log}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            _isPaused = false;
            await process.DisposeAsync();
        }
    }

    /// <summary>SIGSTOP.</summary>
    public void Pause()
    {
        _process!.Pause();
        _isPaused = true;
    }

    /// <summary>SIGCONT.</summary>
    public void Resume()
    {
        _process!.Resume();
        _isPaused = false;
    }

    /// <summary>Makes it run and be ready, whatever a test has done to it.</summary>
    public async Task HealAsync()
    {
        if (_isPaused)
        {
            Resume();
        }

        if (_process is null)
        {
            await StartAsync();
        }

        await ReadyAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri($"http://{address}:{ManagementPort}/health/ready"), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
