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

    /// <summary>Lets a command see a small disk in a folder: one in memory that it alone has, and that goes with it.</summary>
    public static void MountSmallDisk(ProcessStartInfo start, string folder, int megabytes)
    {
        var mount = $"mount -t tmpfs -o 'size={megabytes}m,uid={Field(2)},gid={Field(3)}' none '{folder}'";

        // Who is not root is root in a namespace of users, and there in a further one nobody again, since the server refuses root.
        string[] command = Account is null
            ? ["-rm", "--", "sh", "-c", $"{mount} && exec unshare -U --map-user=1000 --map-group=1000 -- \"$@\"", "mount", start.FileName]
            : ["-m", "--", "sh", "-c", $"{mount} && exec \"$@\"", "mount", start.FileName];
        for (var i = 0; i < command.Length; i++)
        {
            start.ArgumentList.Insert(i, command[i]);
        }

        start.FileName = "unshare";
    }

    private static string Field(int number) => Account is { } account ? Fields(account)[number] : "0";

    private static string Group(string account) => Fields(account)[3];

    private static string[] Fields(string account) => File.ReadLines("/etc/passwd").Select(static line => line.Split(':')).First(fields => fields[0] == account);
}
