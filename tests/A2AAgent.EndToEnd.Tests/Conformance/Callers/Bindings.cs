namespace A2AAgent.EndToEnd.Tests.Conformance.Callers;

/// <summary>How to call each binding, by its name on the card. Whatever is checked is checked on all of them.</summary>
internal static class Bindings
{
    public static IReadOnlyDictionary<string, Func<string, string?, Caller>> All { get; } = new Dictionary<string, Func<string, string?, Caller>>
    {
        ["JSONRPC"] = static (url, extensions) => new JsonRpcCaller(url, extensions),
        ["HTTP+JSON"] = static (url, extensions) => new HttpJsonCaller(url, extensions),
        ["GRPC"] = static (url, extensions) => new GrpcCaller(url, extensions),
    };

    public static IEnumerable<string> Names => All.Keys;
}
