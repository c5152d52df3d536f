namespace A2AAgent.EndToEnd.Tests.Interop;

/// <summary>Compares what a script printed with what it should have.</summary>
internal static class Lines
{
    public static void Equal(string expected, IReadOnlyList<string> actual) =>
        Assert.True(expected == string.Join('\n', actual), $"Expected:\n{expected}\nActual:\n{string.Join('\n', actual)}");
}
