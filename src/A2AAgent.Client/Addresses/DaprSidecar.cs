using System.Globalization;

namespace A2AAgent.Client;

/// <summary>The Dapr sidecar of this process, as its environment describes it.</summary>
internal static class DaprSidecar
{
    private const string AppId = "dapr-app-id";
    private const string ApiToken = "dapr-api-token";

    public static AgentAddress Address(string appId, int? httpPort, int? grpcPort)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [AppId] = appId };
        if (Environment.GetEnvironmentVariable("DAPR_API_TOKEN") is { Length: > 0 } token)
        {
            headers[ApiToken] = token;
        }

        return new AgentAddress(Loopback(httpPort ?? Port("DAPR_HTTP_PORT", 3500)))
        {
            Headers = headers,
            Relays = true,
            GrpcRelay = Loopback(grpcPort ?? Port("DAPR_GRPC_PORT", 50001)),
        };
    }

    private static Uri Loopback(int port) => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri;

    private static int Port(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : otherwise;
}
