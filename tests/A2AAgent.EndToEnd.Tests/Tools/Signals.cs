using System.Runtime.InteropServices;

namespace A2AAgent.EndToEnd.Tests.Tools;

internal static partial class Signals
{
    private const int Sigterm = 15;

    public static void Terminate(int processId) => Assert.Equal(0, Kill(processId, Sigterm));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
