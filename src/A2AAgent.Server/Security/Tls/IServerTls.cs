using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace A2AAgent.Server.Security.Tls;

/// <summary>The agent's side of TLS: between those who listen and what a binary may have been published without.</summary>
internal interface IServerTls
{
    /// <summary>Lets a port speak TLS.</summary>
    void Use(ListenOptions listener);
}
