using System.Runtime.InteropServices;

namespace A2AAgent.EndToEnd.Tests.Tools;

internal static partial class Signals
{
    public const int Sigcont = 18;
    public const int Sigstop = 19;
    public const int Sigkill = 9;
    private const int Sigterm = 15;

    public static void Terminate(int processId) => Send(processId, Sigterm);

    public static void Send(int processId, int signal) => Assert.Equal(0, Kill(processId, signal));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
