namespace A2AAgent.Client.Hosting;

/// <summary>Which headers may be set, and to what: those that could not be sent would be left out without a word, or fail every call.</summary>
internal static class HeaderRules
{
    private static readonly string[] Own =
    [
        CallContext.VersionParameter, CallContext.ExtensionsParameter, "Accept", "Connection", "Transfer-Encoding", "TE", "grpc-timeout", "grpc-accept-encoding", "traceparent", "tracestate",
    ];

    /// <summary>Refuses what cannot be a header of every request.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="wrong">Makes the failure of the name of a header and what it must be.</param>
    public static void Check(IDictionary<string, string> headers, Func<string, string, Exception> wrong)
    {
        using var probe = new HttpRequestMessage();
        foreach (var (name, value) in headers)
        {
            if (Own.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw wrong(name, "cannot be set: the client sets it itself.");
            }

            // The value may be a secret: it is not repeated.
            if (value.AsSpan().ContainsAnyExceptInRange(' ', '~') || !probe.Headers.TryAddWithoutValidation(name, value))
            {
                throw wrong(name, "must be the name of a request header, and its value printable ASCII.");
            }
        }
    }
}
