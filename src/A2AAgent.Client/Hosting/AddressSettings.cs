using System.Globalization;

namespace A2AAgent.Client.Hosting;

/// <summary>Makes addresses of settings, and says which of these is wrong.</summary>
internal static class AddressSettings
{
    /// <exception cref="AgentConfigurationException">It is not an absolute http or https URL, or it has a user name.</exception>
    public static AgentAddress Url(string path, string value)
    {
        // Not what it is: there may be a password in it.
        var hasUser = value.Contains('@', StringComparison.Ordinal);
        return Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0
            ? new AgentAddress(url)
            : throw new AgentConfigurationException($"{path} {(hasUser ? "has a user name or a password in it" : $"is '{value}'")}; it must be an absolute http or https URL, for example https://agent.example.com.");
    }

    /// <exception cref="AgentConfigurationException">A setting is missing or wrong.</exception>
    public static AgentAddress Kubernetes(string path, KubernetesSettings settings)
    {
        var service = Required($"{path}:Service", settings.Service, "the name of a Service");
        return AgentAddress.Kubernetes(
            Host($"{path}:Service", service), settings.Namespace is { Length: > 0 } space ? Host($"{path}:Namespace", space) : null, Port($"{path}:Port", settings.Port) ?? 8080);
    }

    /// <exception cref="AgentConfigurationException">A setting is missing or wrong.</exception>
    public static AgentAddress Dapr(string path, DaprSettings settings) => AgentAddress.Dapr(
        Required($"{path}:AppId", settings.AppId, "the agent's Dapr application"), Port($"{path}:HttpPort", settings.HttpPort), Port($"{path}:GrpcPort", settings.GrpcPort));

    private static string Required(string path, string? value, string what) =>
        value is { Length: > 0 } ? value : throw new AgentConfigurationException($"{path} is missing; it must be {what}.");

    private static string Host(string path, string name) => Uri.CheckHostName(name) == UriHostNameType.Dns
        ? name
        : throw new AgentConfigurationException($"{path} is '{name}'; it must be a name in Kubernetes, of small letters, digits and hyphens.");

    private static int? Port(string path, int? port) => port is null or (>= 1 and <= 65535)
        ? port
        : throw new AgentConfigurationException(string.Create(CultureInfo.InvariantCulture, $"{path} is {port}; it must be 1 to 65535."));
}
