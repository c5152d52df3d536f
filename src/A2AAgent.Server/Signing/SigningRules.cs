using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Signing;

/// <summary>What must hold of the settings for signing.</summary>
internal static class SigningRules
{
    /// <summary>
    /// Without a public URL the card names the host of whoever asks for it, and the agent would sign any address that somebody makes up.
    /// </summary>
    /// <exception cref="AgentConfigurationException">There are keys and no public URL.</exception>
    public static void RequirePublicUrl(AgentOptions options, bool development)
    {
        if (options.Signing.Keys.Count > 0 && string.IsNullOrEmpty(options.PublicUrl) && !development)
        {
            throw new AgentConfigurationException(
                "Agent:Signing:Keys needs Agent:PublicUrl: without it the card names the host of each request, and would be signed with whatever host somebody sends.");
        }
    }

    /// <exception cref="AgentConfigurationException">A setting is wrong.</exception>
    public static void Check(SigningOptions options)
    {
        if (options.JwksUrl is { Length: > 0 } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw new AgentConfigurationException($"Agent:Signing:JwksUrl is '{url}'; it must be an absolute http or https URL.");
        }

        for (var index = 0; index < options.Keys.Count; index++)
        {
            if (string.IsNullOrEmpty(options.Keys[index].File))
            {
                throw new AgentConfigurationException($"Agent:Signing:Keys:{index}:File is missing; it must be a file with a private key in PEM.");
            }
        }
    }
}
