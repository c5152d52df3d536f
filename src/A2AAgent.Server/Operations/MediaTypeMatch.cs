namespace A2AAgent.Server.Operations;

/// <summary>Compares media types without their parameters; a range such as <c>image/*</c> or <c>*/*</c> matches what is in it.</summary>
internal static class MediaTypeMatch
{
    public static bool Any(IReadOnlyList<string> ranges, string mediaType)
    {
        foreach (var range in ranges)
        {
            if (Matches(Essence(range), Essence(mediaType)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(ReadOnlySpan<char> range, ReadOnlySpan<char> mediaType) =>
        range is "*/*"
        || range.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
        || (range.EndsWith("/*") && mediaType.StartsWith(range[..^1], StringComparison.OrdinalIgnoreCase));

    private static ReadOnlySpan<char> Essence(ReadOnlySpan<char> mediaType)
    {
        var parameters = mediaType.IndexOf(';');
        return (parameters < 0 ? mediaType : mediaType[..parameters]).Trim();
    }
}
