using System.Globalization;

namespace A2AAgent.Load.Driver;

/// <summary>Load over HTTP/1.1.</summary>
internal static class Wrk
{
    public static async Task<LoadResult> RunAsync(int port, HttpScenario scenario, Cores cores, int connections, int seconds)
    {
        var script = Path.Combine(Workspace.Find().Load, "request.lua");
        var (exitCode, output) = await Command.RunAsync("taskset",
            ["-c", cores.Client, Tool.Wrk.Name, "-t", Text(Math.Min(cores.ClientCount, connections)), "-c", Text(connections), "-d", $"{seconds}s", "-s", script, $"http://127.0.0.1:{port}{scenario.Path}"],
            ("REQUEST_BODY", scenario.Body ?? ""), ("REQUEST_HEADER", scenario.Header));
        var line = Array.Find(output.Split('\n'), static line => line.StartsWith("RESULT ", StringComparison.Ordinal));
        return exitCode == 0 && line is not null ? Parse(line.Split(' ')) : throw new LoadException($"wrk failed:\n{output}");
    }

    private static LoadResult Parse(string[] fields) =>
        new((long)Number(fields[1]), Number(fields[2]) / 1e6, (long)Number(fields[3]), (long)Number(fields[4]), Number(fields[5]), Number(fields[6]));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
