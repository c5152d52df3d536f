using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Chain;

/// <summary>Runs a program to its end, and tells each line that it writes as it comes.</summary>
internal static class LineTool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<ToolResult> RunAsync(ProcessStartInfo start, Action<string>? onLine)
    {
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var lines = new List<string>();
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit) is { } line)
            {
                lines.Add(line);
                onLine?.Invoke(line);
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
            return new ToolResult(process.ExitCode, lines, (await errors).Split('\n'));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
