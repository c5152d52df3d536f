namespace A2AAgent.Server.Security;

/// <summary>
/// The kinds of security schemes. Where a requirement has several, the first in this order says who the caller is: a token speaks for
/// somebody, a certificate for the connection.
/// </summary>
internal enum SecuritySchemeKind
{
    Bearer,
    OAuth2,
    OpenIdConnect,
    ApiKey,
    MutualTls,
}
