using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace A2AAgent.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of the test's own: a new cluster in a temporary folder, reached through a socket in that folder, under an account
/// without rights when the tests run as root. It ends with this process, however that ends.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly string[] _settings;
    private int _smallDisk;
    private Process? _process;

    private PostgresServer(DirectoryInfo folder, string[] settings) => (_folder, _settings) = (folder, settings);

    public NpgsqlConnectionStringBuilder Connection => new()
    {
        Host = _folder.FullName,
        Username = "agent",
        Database = "postgres",
    };

    /// <summary>A folder on a disk that is soon full, for tablespaces.</summary>
    public string SmallDisk => Path.Combine(_folder.FullName, "small");

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="settings">The server's settings, <c>name=value</c>. Without any, what is written need not reach the disk.</param>
    public static Task<PostgresServer> StartNewAsync(params string[] settings) => StartNewAsync(smallDisk: 0, settings);

    /// <summary>Makes a cluster and starts it with a <see cref="SmallDisk"/>, which is empty whenever the server starts.</summary>
    public static Task<PostgresServer> StartNewWithSmallDiskAsync(int megabytes) => StartNewAsync(megabytes, []);

    private static async Task<PostgresServer> StartNewAsync(int smallDisk, string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("a2a-pg-");
        var server = new PostgresServer(folder, ["listen_addresses=", "max_connections=200", .. settings.Length > 0 ? settings : ["fsync=off"]]) { _smallDisk = smallDisk };
        Directory.CreateDirectory(server.SmallDisk);
        if (PostgresPrograms.Account is { } account)
        {
            await PostgresPrograms.RunAsync("chown", account, folder.FullName);
        }

        await PostgresPrograms.RunAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "agent", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions");
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        var settings = string.Concat(_settings.Select(static setting => $" -c '{setting}'"));
        var start = PostgresPrograms.Command("sh", "-c", $"""
            trap '' HUP INT TERM
            {PostgresPrograms.PathOf("postgres")} -D '{Data}' -k '{_folder.FullName}'{settings} &
            server=$!
            read -r what # ends with this process, if nobody says anything before
            kill -INT $server
            wait $server
            [ "$what" = keep ] || rm -rf '{_folder.FullName}'
            """);
        if (_smallDisk > 0)
        {
            PostgresPrograms.MountSmallDisk(start, SmallDisk, _smallDisk);
        }

        start.RedirectStandardInput = true;
        start.RedirectStandardError = true;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lines = new List<string>();
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (lines)
            {
                lines.Add(line.Data ?? "the server's output ended");
                if (line.Data is null)
                {
                    ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', lines)}"));
                }
            }

            if (line.Data?.Contains("ready to accept connections", StringComparison.Ordinal) is true)
            {
                ready.TrySetResult();
            }
        };
        _process.Start();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>Stops the server in good order, without waiting for its clients.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.StandardInput.WriteLineAsync("keep");
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
            process.Dispose();
        }
    }

    /// <summary>Ends the server as a crash would.</summary>
    public async Task KillAsync()
    {
        var id = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        using var server = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        server.Kill();
        await StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }
}
