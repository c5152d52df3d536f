namespace A2AAgent.Client.Auth.OAuth;

/// <summary>Where secrets may be sent: over HTTPS, or within this machine.</summary>
internal static class SecureAddress
{
    /// <exception cref="AgentCredentialException">It is none.</exception>
    public static Uri Require(string text, string what) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new AgentCredentialException($"the {what} must be an https URL, or an http one of this machine: no secret goes anywhere else");
}
