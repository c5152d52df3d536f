using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace A2AAgent.Load.Driver;

/// <summary>One of the programs, running on its cores and on loopback only.</summary>
internal sealed class Server : IDisposable
{
    private const double MicrosecondsPerTick = 10_000;

    private readonly Process _process;

    private Server(Process process, int port, int grpcPort)
    {
        _process = process;
        Port = port;
        GrpcPort = grpcPort;
    }

    public int Port { get; }

    /// <summary>Where HTTP/2 is spoken in clear text, by those that do.</summary>
    public int GrpcPort { get; }

    public static Server Start(string binary, Cores cores, string replies, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var (port, grpcPort) = (FreePort(), FreePort());
        var start = new ProcessStartInfo("taskset", ["-c", cores.Server, binary]);
        start.Environment["PORT"] = Text(port);
        start.Environment["GRPC_PORT"] = Text(grpcPort);
        start.Environment["REPLIES"] = replies;
        start.Environment["Agent__Ports__Grpc"] = Text(grpcPort);
        start.Environment["Agent__Ports__Management"] = Text(FreePort());
        start.Environment["Agent__BindAddress"] = "127.0.0.1";
        start.Environment["Agent__PublicUrl"] = $"http://127.0.0.1:{port}";
        start.Environment["Agent__Security__AllowAnonymous"] = "true";
        start.Environment["Logging__LogLevel__Default"] = "Warning";

        // The tools hang up in the middle of requests when their time is over.
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore.Server.Kestrel"] = "None";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new Server(Process.Start(start) ?? throw new LoadException($"{binary} did not start."), port, grpcPort);
    }

    /// <summary>Starts it and waits until it has answered with its card.</summary>
    public static async Task<Server> StartedAsync(string binary, Cores cores, string replies, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var server = Start(binary, cores, replies, settings);
        await server.FirstCardAsync();
        return server;
    }

    public async Task FirstCardAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (!await HasCardAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(30))
            {
                throw new LoadException($"{_process.StartInfo.ArgumentList[^1]} did not serve its card.");
            }
        }
    }

    /// <summary>User and system time since the start, in microseconds.</summary>
    public double CpuMicroseconds()
    {
        // The second field is the program's name in brackets and may hold spaces; user and system time are the 14th and 15th.
        var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return MicrosecondsPerTick * (Number(fields[11]) + Number(fields[12]));
    }

    /// <summary>Memory in use, in megabytes of 1024² bytes.</summary>
    public double Rss() => Status("VmRSS:");

    /// <summary>The most memory ever in use, in megabytes of 1024² bytes.</summary>
    public double PeakRss() => Status("VmHWM:");

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<bool> HasCardAsync()
    {
        try
        {
            return (await RawHttp.ExchangeAsync(Port, HttpScenario.Card)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private double Status(string name) => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2]) / 1024)
        .First();

    /// <summary>A port of loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
