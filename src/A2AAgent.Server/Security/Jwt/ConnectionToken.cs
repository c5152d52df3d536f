namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// The token of a connection's last request. The server keeps one string for a header as long as it stays the same, so that the string
/// itself says that the token need not be hashed again. Whether it is still good is asked every time.
/// </summary>
internal sealed record ConnectionToken(string Header, TokenHash Hash);
