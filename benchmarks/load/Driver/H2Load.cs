using System.Globalization;
using System.Text.RegularExpressions;

namespace A2AAgent.Load.Driver;

/// <summary>Load over HTTP/2 in clear text.</summary>
internal static partial class H2Load
{
    /// <summary>h2load writes a line for every request: on a disk that would cost more than the request.</summary>
    private const string Memory = "/dev/shm";

    public static async Task<LoadResult> RunAsync(int port, GrpcScenario scenario, Cores cores, int connections, int seconds)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Memory, $"h2load-{Environment.ProcessId}")).FullName;
        try
        {
            var (request, log) = (Path.Combine(folder, "request"), Path.Combine(folder, "log"));
            await File.WriteAllBytesAsync(request, scenario.Frame);
            var (exitCode, output) = await Command.RunAsync("taskset",
            [
                "-c", cores.Client, Tool.H2Load.Name, "-t", Text(cores.ClientCount), "-c", Text(connections), "-m", "1", "-D", Text(seconds),
                "-d", request, "-H", "content-type: application/grpc", "-H", "te: trailers", "-H", "a2a-version: 1.0",
                "--log-file", log, $"http://127.0.0.1:{port}{GrpcScenario.Path}",
            ]);
            return exitCode == 0 && Summary().Match(output) is { Success: true } summary ? await ParseAsync(summary, log) : throw new LoadException($"h2load failed:\n{output}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<LoadResult> ParseAsync(Match summary, string log)
    {
        var (done, failed, right) = (Number(summary, "done"), Number(summary, "failed") + Number(summary, "errored") + Number(summary, "timeout"), Number(summary, "right"));
        var latencies = await LatenciesAsync(log);
        var seconds = double.Parse(summary.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture);
        return new LoadResult(done, seconds, Number(summary, "data"), failed + done - right, At(latencies, 0.5), At(latencies, 0.99));
    }

    /// <summary>The third column of the log is the time until the end of the answer, in microseconds.</summary>
    private static async Task<long[]> LatenciesAsync(string log)
    {
        var latencies = new List<long>();
        await foreach (var line in File.ReadLinesAsync(log))
        {
            latencies.Add(long.Parse(line.AsSpan(line.LastIndexOf('\t') + 1), CultureInfo.InvariantCulture));
        }

        latencies.Sort();
        return [.. latencies];
    }

    private static double At(long[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)(share * (sorted.Length - 1))];

    private static long Number(Match summary, string group) => long.Parse(summary.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        finished in (?<seconds>[\d.]+)s.*
        requests: .* (?<done>\d+) done, .* (?<failed>\d+) failed, (?<errored>\d+) errored, (?<timeout>\d+) timeout
        status codes: (?<right>\d+) 2xx,.*
        traffic: .*\((?<data>\d+)\) data
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Summary();
}
