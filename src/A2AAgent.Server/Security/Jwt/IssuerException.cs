namespace A2AAgent.Server.Security.Jwt;

/// <summary>An issuer's metadata or keys cannot be used. The message is for the operator's log.</summary>
internal sealed class IssuerException(string message) : Exception(message);
