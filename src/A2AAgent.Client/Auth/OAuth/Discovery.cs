using System.Text.Json;

namespace A2AAgent.Client.Auth.OAuth;

/// <summary>Reads OpenID Connect discovery documents (OpenID Connect Discovery 1.0, section 4).</summary>
internal static class Discovery
{
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <exception cref="AgentCredentialException">It is none, it is another issuer's, or its end point is none that a secret may be sent to.</exception>
    public static Uri TokenUrl(byte[] answer, Uri document)
    {
        using var json = TokenAnswer.Parse(answer);
        if (json?.RootElement is not { ValueKind: JsonValueKind.Object } root
            || TokenAnswer.Text(root, "issuer") is not { Length: > 0 } issuer || TokenAnswer.Text(root, "token_endpoint") is not { Length: > 0 } endpoint)
        {
            throw new AgentCredentialException($"the OpenID Connect document at {document.IdnHost} lacks issuer or token_endpoint");
        }

        return Uri.TryCreate(issuer.TrimEnd('/') + WellKnown, UriKind.Absolute, out var own) && own == document
            ? SecureAddress.Require(endpoint, $"token end point of {document.IdnHost}")
            : throw new AgentCredentialException($"the OpenID Connect document at {document.IdnHost} is that of another issuer");
    }
}
