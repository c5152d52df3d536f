using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using A2AAgent.Server.Security;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Limits;

/// <summary>Whose calls are counted together.</summary>
/// <param name="Owner">Who calls, or an empty string when nobody is known.</param>
/// <param name="Tenant">The tenant of the credential, or an empty string.</param>
/// <param name="Address">Where the call comes from, when nobody is known.</param>
internal readonly record struct RateKey(string Owner, string Tenant, int Address)
{
    /// <summary>Addresses are anybody's to choose from, so they share this many counters at most.</summary>
    private const int MaxAddresses = 65_536;

    public static RateKey Of(HttpContext http) => http.User is Caller caller
        ? new(caller.Owner, caller.Tenants is [var tenant, ..] ? tenant : "", 0)
        : OfAddress(http.Connection.RemoteIpAddress);

    public static RateKey OfAddress(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
        {
            return new("", "", 0);
        }

        // Whoever has one IPv6 address has the 64 bits below as well (RFC 6177).
        var isV4 = address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;
        var network = isV4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes[(length - 4)..length]) : BinaryPrimitives.ReadUInt64BigEndian(bytes);

        // Seeded for the process: nobody can tell which addresses share a counter.
        return new("", "", 1 + (int)((uint)HashCode.Combine(isV4, network) % MaxAddresses));
    }
}
