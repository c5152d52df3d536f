using System.Globalization;

namespace A2AAgent.Load.Driver;

/// <summary>What wrk saw in one run; times in microseconds.</summary>
internal sealed record WrkResult(long Requests, double Seconds, long Bytes, long Failures, double P50, double P99);

internal static class Wrk
{
    public static async Task RequireAsync()
    {
        if (!File.Exists("/usr/bin/wrk") && (await Command.RunAsync("sh", ["-c", "apt-get update && apt-get install -y wrk"])) is { ExitCode: not 0 } failed)
        {
            throw new LoadException($"wrk is not here and could not be installed; install it by hand.\n{failed.Output}");
        }
    }

    public static async Task<WrkResult> RunAsync(int port, Scenario scenario, Cores cores, int connections, int seconds)
    {
        var script = Path.Combine(Environment.GetEnvironmentVariable("LOAD_DIRECTORY")!, "request.lua");
        var (exitCode, output) = await Command.RunAsync("taskset",
            ["-c", cores.Client, "wrk", "-t", Text(cores.ClientCount), "-c", Text(connections), "-d", $"{seconds}s", "-s", script, $"http://127.0.0.1:{port}{scenario.Path}"],
            ("REQUEST_BODY", scenario.Body ?? ""));
        var line = Array.Find(output.Split('\n'), static line => line.StartsWith("RESULT ", StringComparison.Ordinal));
        return exitCode == 0 && line is not null ? Parse(line.Split(' ')) : throw new LoadException($"wrk failed:\n{output}");
    }

    private static WrkResult Parse(string[] fields) =>
        new((long)Number(fields[1]), Number(fields[2]) / 1e6, (long)Number(fields[3]), (long)Number(fields[4]), Number(fields[5]), Number(fields[6]));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
