using System.Globalization;
using System.Net;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Server.Hosting;

/// <summary>What must hold of the addresses to listen on that the agent's own settings and those of ASP.NET Core name.</summary>
internal static class ListenAddresses
{
    private const string Endpoints = "Kestrel:Endpoints";

    /// <exception cref="AgentConfigurationException">An address cannot be read, or contradicts the agent's ports.</exception>
    public static void Require(IConfiguration configuration, AgentOptions options, bool hasGrpc)
    {
        var (http, management, grpc) = (options.Ports.Http, options.Ports.Management, options.Ports.Grpc);
        if (hasGrpc && grpc != 0 && (grpc == http || grpc == management))
        {
            throw new AgentConfigurationException(string.Create(CultureInfo.InvariantCulture,
                $"Agent:Ports:Grpc and Agent:Ports:{(grpc == http ? "Http (or PORT)" : "Management")} are both {grpc}; they must differ."));
        }

        RequirePort(configuration, http);
        if (string.Equals(configuration["ForwardedHeaders_Enabled"], "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new AgentConfigurationException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED is true, with which whoever connects may say who and where it is; unset it, and name your proxies in Agent:ForwardedHeaders:TrustedProxies.");
        }

        foreach (var endpoint in configuration.GetSection(Endpoints).GetChildren())
        {
            RequireUrl(endpoint);
        }
    }

    /// <summary>Who sets URLs wants to be reached there, and would not be.</summary>
    private static void RequirePort(IConfiguration configuration, int port)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey];
        if (urls is { Length: > 0 } && port != 0 && !urls.Split(';').Any(url => Parse(url) is { } address && address.Port == port))
        {
            throw new AgentConfigurationException(string.Create(CultureInfo.InvariantCulture,
                $"ASPNETCORE_URLS (or urls) is '{urls}', and the agent listens on port {port}; set Agent:Ports:Http (or PORT) and Agent:BindAddress, and no URLs."));
        }

        // Images of .NET name a port by themselves; the server would warn that it does not take it.
        configuration[WebHostDefaults.ServerUrlsKey] = "";
        configuration[WebHostDefaults.HttpPortsKey] = "";
    }

    private static void RequireUrl(IConfigurationSection endpoint)
    {
        if (Parse(endpoint["Url"] ?? "") is null)
        {
            throw new AgentConfigurationException($"{endpoint.Path}:Url is '{endpoint["Url"]}'; it must be a URL with a port, for example http://*:8081.");
        }
    }

    private static BindingAddress? Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url.Trim()) is { Port: <= IPEndPoint.MaxPort } address ? address : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
