using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Client.Interop;

[assembly: AssemblyFixture(typeof(SdkAgent))]

namespace A2AAgent.Tests.Client.Interop;

/// <summary>An agent made with the official JavaScript SDK, in a process of its own that starts when the first test asks.</summary>
public sealed class SdkAgent : IAsyncDisposable
{
    private const string Ready = "Listening on ";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly NodeFolder Packages = new(Repository.PathOf("tests", "A2AAgent.Tests", "Client", "Interop", "Agent"), "interop-agent-packages");

    private readonly TaskCompletionSource<Uri> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> _starting;
    private Process? _process;

    public SdkAgent() => _starting = new Lazy<Task>(StartAsync);

    /// <summary>Where its card is below.</summary>
    internal async Task<Uri> UrlAsync()
    {
        await _starting.Value;
        return await _url.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }

        _process?.Dispose();
    }

    private async Task StartAsync()
    {
        _process = new Process { StartInfo = await Packages.CommandAsync("agent.mjs"), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += static (_, _) => { };
        _process.Exited += (_, _) => _url.TrySetException(new InvalidOperationException("The agent ended before it listened."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Read(string? line)
    {
        if (line is not null && line.StartsWith(Ready, StringComparison.Ordinal))
        {
            _url.TrySetResult(new Uri(line[Ready.Length..]));
        }
    }
}
