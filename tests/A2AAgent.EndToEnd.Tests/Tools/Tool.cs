using System.Collections.Concurrent;
using System.Diagnostics;

namespace A2AAgent.EndToEnd.Tests.Tools;

/// <summary>How a program ended and what it wrote.</summary>
internal sealed record ToolResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
{
    public string All => string.Join('\n', Output.Concat(Errors));
}

/// <summary>Starts programs.</summary>
internal static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static ProcessStartInfo Command(string program, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(IsOfTheTestRun).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        // A build server that outlives its build would hold on to the pipes that are read here.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        return start;
    }

    /// <summary>Runs the SDK to its end, whatever that is.</summary>
    public static Task<ToolResult> DotNetAsync(string folder, params IEnumerable<string> arguments) => RunAsync(Command("dotnet", folder, arguments));

    /// <summary>Runs the SDK to its end and fails the test when that is not a success.</summary>
    public static async Task<ToolResult> NeedDotNetAsync(string folder, params IReadOnlyList<string> arguments)
    {
        var result = await DotNetAsync(folder, arguments);
        Assert.True(result.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.All}");
        return result;
    }

    public static async Task<ToolResult> RunAsync(ProcessStartInfo start)
    {
        var (output, errors) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return new ToolResult(process.ExitCode, [.. output], [.. errors]);
    }

    private static void Add(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private static bool IsOfTheTestRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("Agent__", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("OTEL_", StringComparison.Ordinal)
        || variable is "PORT" or "DOTNET_RUNNING_IN_CONTAINER" or "KUBERNETES_SERVICE_HOST" or "DOTNET_ENVIRONMENT" or "ASPNETCORE_ENVIRONMENT" or "ASPNETCORE_URLS";
}
