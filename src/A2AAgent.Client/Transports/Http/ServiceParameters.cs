namespace A2AAgent.Client.Transports.Http;

/// <summary>The service parameters as headers (specification, section 3.2.6).</summary>
internal static class ServiceParameters
{
    private const int MostExtensions = 64;

    public static void Add(HttpRequestMessage request, string version, IEnumerable<string> extensions)
    {
        request.Headers.TryAddWithoutValidation(CallContext.VersionParameter, version);
        foreach (var extension in extensions)
        {
            request.Headers.TryAddWithoutValidation(CallContext.ExtensionsParameter, extension);
        }
    }

    /// <summary>The extensions that the agent says are active.</summary>
    public static IReadOnlyList<string> Extensions(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(CallContext.ExtensionsParameter, out var lines)
            ? [.. lines.SelectMany(static line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Take(MostExtensions)]
            : [];
}
