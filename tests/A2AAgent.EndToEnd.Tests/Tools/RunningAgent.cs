using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace A2AAgent.EndToEnd.Tests.Tools;

/// <summary>An agent in a process of its own, on ports that the system chose.</summary>
internal sealed partial class RunningAgent : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Uri> _addresses = [];

    private RunningAgent(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException("The agent ended before it listened."));
    }

    public Uri Address => _addresses[0];

    public Uri Management => _addresses[1];

    /// <summary>Of an agent that has gRPC.</summary>
    public Uri Grpc => _addresses[2];

    public int Id => _process.Id;

    public string Log => string.Join('\n', _lines);

    public static async Task<RunningAgent> StartAsync(ProcessStartInfo start, TimeSpan? limit = null)
    {
        Settings(start);
        var agent = new RunningAgent(start);
        agent._process.Start();
        agent._process.BeginOutputReadLine();
        agent._process.BeginErrorReadLine();
        try
        {
            await agent._listening.Task.WaitAsync(limit ?? Limit);
            return agent;
        }
        catch (Exception e)
        {
            await agent.DisposeAsync();
            throw new InvalidOperationException($"The agent did not start:\n{agent.Log}", e);
        }
    }

    /// <summary>Free ports, on loopback only, and nobody asked who they are.</summary>
    public static void Settings(ProcessStartInfo start)
    {
        start.Environment.TryAdd("PORT", "0");
        start.Environment.TryAdd("Agent__Ports__Management", "0");
        start.Environment.TryAdd("Agent__Ports__Grpc", "0");
        start.Environment.TryAdd("Agent__BindAddress", "127.0.0.1");
        start.Environment.TryAdd("Agent__Security__AllowAnonymous", "true");
    }

    /// <summary>Asks the process to end, as an orchestrator does.</summary>
    public void Terminate() => Signals.Terminate(_process.Id);

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (ListeningLine().Match(line) is { Success: true } match)
        {
            _addresses.Add(new Uri(match.Groups["address"].Value));
        }

        if (line.Contains("Application started", StringComparison.Ordinal))
        {
            _listening.TrySetResult();
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>https?://[^\s""]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListeningLine();
}
