using System.Diagnostics;
using System.Globalization;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Replicas.Processes;

/// <summary>A program that can be killed and paused, and that does not outlive this process, however that ends.</summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process _guard;

    private GuardedProcess(Process guard, int id) => (_guard, Id) = (guard, id);

    /// <summary>The program's own identifier, which is its for as long as this object is not disposed of.</summary>
    public int Id { get; }

    /// <summary>Starts a program; what it says goes to the end of a file.</summary>
    public static async Task<GuardedProcess> StartAsync(string log, string program, string folder, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        var start = Tool.Command("sh", folder, ["-c", """
            trap '' HUP INT TERM
            log=$1; shift
            "$@" >> "$log" 2>&1 < /dev/null &
            echo $!
            exec >&- 2>&-
            read -r _ # ends with this process
            kill -KILL $!
            wait $!
            """, "guard", log, program, .. arguments]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.RedirectStandardInput = true;
        var guard = Process.Start(start)!;
        var line = await guard.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(Limit);
        return new GuardedProcess(guard, int.Parse(line!, CultureInfo.InvariantCulture));
    }

    public void Pause() => Signals.Send(Id, Signals.Sigstop);

    public void Resume() => Signals.Send(Id, Signals.Sigcont);

    /// <summary>Ends the program as <c>kill -9</c> does, also while it is paused.</summary>
    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync().WaitAsync(Limit);
        _guard.Dispose();
    }
}
