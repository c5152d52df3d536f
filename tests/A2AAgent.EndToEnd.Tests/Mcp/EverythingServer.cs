using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Mcp;

/// <summary>The MCP project's own test server, in a process of its own, over streamable HTTP.</summary>
internal sealed class EverythingServer : IAsyncDisposable
{
    private const string Ready = "Listening on port ";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // A folder for each assembly: they run at the same time.
    private static readonly NodeFolder Packages = new(
        Repository.PathOf("tests", "A2AAgent.EndToEnd.Tests", "Mcp", "Server"), Path.Combine("mcp-packages", Assembly.GetExecutingAssembly().GetName().Name!));

    private readonly Process _process;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _isEnded;

    private EverythingServer(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += static (_, _) => { };
        _process.Exited += (_, _) => _port.TrySetException(new InvalidOperationException("The MCP server ended before it listened."));
    }

    public int Port { get; private set; }

    /// <summary>The end point for streamable HTTP.</summary>
    public string Url => $"http://127.0.0.1:{Port}/mcp";

    /// <param name="port">The port; 0 for a free one.</param>
    public static async Task<EverythingServer> StartAsync(int port = 0)
    {
        var start = await Packages.CommandAsync("--import", "./port.mjs", "node_modules/@modelcontextprotocol/server-everything/dist/index.js", "streamableHttp");
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        var server = new EverythingServer(start);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            server.Port = await server._port.Task.WaitAsync(Limit);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process at once, if it has not been ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isEnded)
        {
            return;
        }

        _isEnded = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is not null && line.StartsWith(Ready, StringComparison.Ordinal))
        {
            _port.TrySetResult(int.Parse(line[Ready.Length..].TrimEnd('.'), CultureInfo.InvariantCulture));
        }
    }
}
