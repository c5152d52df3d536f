using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;

namespace A2AAgent.Server.Security.ApiKeys;

/// <summary>The key of a connection's last request: as long as the keys stay the same, it need not be hashed again.</summary>
internal sealed class ConnectionKey(string key, ApiKeySet keys, AuthenticateResult holder)
{
    public AuthenticateResult Holder => holder;

    /// <summary>True for the same key, as long as the same keys are accepted. A proxy's connection may carry others' keys: compared in constant time.</summary>
    public bool Is(string presented, ApiKeySet current) => ReferenceEquals(keys, current)
        && CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(key.AsSpan()), MemoryMarshal.AsBytes(presented.AsSpan()));
}
