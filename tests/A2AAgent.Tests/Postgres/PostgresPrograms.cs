using System.Diagnostics;

namespace A2AAgent.Tests.Postgres;

/// <summary>Debian's PostgreSQL.</summary>
internal static class PostgresPrograms
{
    private const string Root = "/usr/lib/postgresql";

    /// <summary>Whom the server runs as: it refuses root.</summary>
    public static string? Account { get; } = Environment.UserName == "root" ? "nobody" : null;

    public static string PathOf(string program)
    {
        var newest = Directory.Exists(Root) ? Directory.GetDirectories(Root).OrderByDescending(static folder => folder, StringComparer.Ordinal).FirstOrDefault() : null;
        return newest is null
            ? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql (.ci/run does it).")
            : Path.Combine(newest, "bin", program);
    }

    /// <summary>A command under the account without rights.</summary>
    public static ProcessStartInfo Command(string program, params string[] arguments)
    {
        var start = Account is { } account && program != "chown"
            ? new ProcessStartInfo("setpriv", [$"--reuid={account}", $"--regid={Group(account)}", "--clear-groups", "--", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        foreach (var inherited in start.Environment.Keys.Where(static name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["LC_ALL"] = "C";
        start.WorkingDirectory = "/";
        return start;
    }

    public static async Task RunAsync(string program, params string[] arguments)
    {
        var start = Command(program == "chown" ? program : PathOf(program), arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{await output}{await errors}");
        }
    }

    private static string Group(string account) => File.ReadLines("/etc/passwd").Select(static line => line.Split(':')).First(fields => fields[0] == account)[3];
}
