using System.Globalization;
using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.V03;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Operations;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>Completes the generated card with what only the running process knows: where it answers.</summary>
internal sealed class CardBuilder(AgentDefinition definition, AgentOptions options, GrpcPort grpcPort)
{
    private readonly Protocol.AgentCard _public = definition.PublicCard();

    /// <summary>The card as clients of a base URL see it.</summary>
    /// <param name="baseUrl">An absolute URL without a slash at its end.</param>
    public Protocol.AgentCard For(string baseUrl) => _public with { SupportedInterfaces = Interfaces(baseUrl) };

    /// <summary>Where the agent answers.</summary>
    public IReadOnlyList<AgentInterface> Interfaces(string baseUrl)
    {
        var interfaces = new List<AgentInterface>(4);
        if (definition.Bindings.HasFlag(AgentBindings.JsonRpc))
        {
            interfaces.Add(Interface($"{baseUrl}/", ProtocolBindings.JsonRpc));
        }

        if (definition.Bindings.HasFlag(AgentBindings.HttpJson))
        {
            interfaces.Add(Interface(baseUrl, ProtocolBindings.HttpJson));
        }

        if (definition.Bindings.HasFlag(AgentBindings.Grpc))
        {
            interfaces.Add(Interface(GrpcAddress(new Uri(baseUrl)), ProtocolBindings.Grpc));
        }

        V03Interface.AddTo(interfaces, options.Compatibility);
        return interfaces;
    }

    /// <summary>Over TLS one port serves all bindings; in clear text gRPC has its own.</summary>
    private string GrpcAddress(Uri baseUrl)
    {
        if (options.PublicGrpcAddress is { Length: > 0 } configured)
        {
            return configured;
        }

        var port = baseUrl.Scheme == Uri.UriSchemeHttps ? baseUrl.Port : grpcPort.Number ?? options.Ports.Grpc;
        return string.Create(CultureInfo.InvariantCulture, $"{baseUrl.Host}:{port}");
    }

    private static AgentInterface Interface(string url, string binding) =>
        new() { Url = url, ProtocolBinding = binding, ProtocolVersion = Negotiation.Version };
}
