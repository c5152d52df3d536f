using System.Globalization;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>Where the client of a call reaches the agent.</summary>
internal sealed class PublicAddress(AgentOptions options, GrpcPort grpcPort, IServer server)
{
    /// <summary>What the agent is mapped under, without a slash at its end.</summary>
    public string BasePath { get; set; } = "";

    /// <summary>The base URL of the agent, without a slash at its end.</summary>
    public string Of(HttpContext http)
    {
        if (options.PublicUrl is { Length: > 0 } configured)
        {
            return configured.TrimEnd('/');
        }

        var request = http.Request;
        var host = http.Connection.LocalPort == grpcPort.Number
            ? string.Create(CultureInfo.InvariantCulture, $"{request.Host.Host}:{HttpPort()}")
            : request.Host.Value;
        return $"{request.Scheme}://{host}{request.PathBase}{BasePath}";
    }

    /// <summary>The port beside that of gRPC, also when a free one was asked for.</summary>
    private int HttpPort() => options.Ports.Http != 0 || server.Features.Get<IServerAddressesFeature>() is not { } feature
        ? options.Ports.Http
        : feature.Addresses.Select(static address => new Uri(address).Port).First();
}
