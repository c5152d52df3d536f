namespace A2AAgent.EndToEnd.Tests.Interop;

/// <summary>The transports of the SDK, by the names that cards give them.</summary>
public static class SdkTransports
{
    public const string JsonRpc = "JSONRPC";
    public const string HttpJson = "HTTP+JSON";
    public const string Grpc = "GRPC";

    public static TheoryData<string> All => [JsonRpc, HttpJson, Grpc];
}
