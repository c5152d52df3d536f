namespace A2AAgent.Mcp.Http;

/// <summary>What servers say, short enough to keep.</summary>
internal static class Words
{
    private const int Longest = 300;

    public static string Short(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");

    /// <summary>The beginning of a content, or null when there is none or it does not come.</summary>
    public static async Task<string?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(await content.ReadAsStreamAsync(cancellationToken));
            var buffer = new char[Longest + 1];
            var read = await reader.ReadBlockAsync(buffer, cancellationToken);
            return read == 0 ? null : Short(new string(buffer, 0, read));
        }
        catch (Exception e) when (e is IOException or HttpRequestException or AnswerException)
        {
            return null;
        }
    }
}
