namespace A2AAgent.Server.Operations;

/// <summary>Quotes what a client sent back to it.</summary>
internal static class Text
{
    private const int Longest = 64;

    public static string Clip(string value) => value.Length <= Longest ? value : value[..Longest] + "…";
}
