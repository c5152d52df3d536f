using System.Net;
using System.Net.Sockets;

namespace A2AAgent.Server.Push.Guard;

/// <summary>Which addresses are on the public Internet (IANA's registries of special-purpose addresses, RFC 6890), and which are never dialed.</summary>
internal static class SpecialAddresses
{
    private static readonly IPNetwork[] Closed4 = Parse(
        "0.0.0.0/8", // this network
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
        "100.64.0.0/10", // shared by carriers and clusters
        "127.0.0.0/8", // loopback
        "169.254.0.0/16", // link-local, cloud metadata among it
        "192.0.0.0/24", "192.88.99.0/24", // protocol assignments, 6to4 relays
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation
        "198.18.0.0/15", // benchmarks
        "224.0.0.0/4", "240.0.0.0/4"); // multicast, reserved, broadcast

    /// <summary>
    /// Beside it everything is closed: loopback, link-local, unique local, multicast, and what holds an IPv4 address, which is mapped,
    /// compatible and translated (NAT64) ones.
    /// </summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Closed6 = Parse(
        "2001::/23", // protocol assignments, Teredo among it
        "2001:db8::/32", "3fff::/20", // documentation
        "2002::/16"); // 6to4

    /// <summary>Where clouds give out credentials. One of them looks public.</summary>
    private static readonly IPAddress[] Metadata = Array.ConvertAll<string, IPAddress>(
        ["169.254.169.254", "169.254.170.2", "169.254.170.23", "100.100.100.200", "168.63.129.16", "fd00:ec2::254", "fd00:ec2::23"],
        IPAddress.Parse);

    public static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !IsIn(Closed4, address),
        AddressFamily.InterNetworkV6 => Global6.Contains(address) && !IsIn(Closed6, address),
        _ => false,
    };

    /// <summary>True for cloud metadata, also in the disguise of an IPv6 address that routers turn into an IPv4 one.</summary>
    public static bool IsMetadata(IPAddress address)
    {
        if (Array.IndexOf(Metadata, address) >= 0)
        {
            return true;
        }

        Span<byte> bytes = stackalloc byte[16];
        return address.AddressFamily == AddressFamily.InterNetworkV6
            && address.TryWriteBytes(bytes, out _)
            && (IsMetadata(bytes) || IsMetadata(bytes[12..]) || IsMetadata(bytes.Slice(2, 4)) || IsMetadata([bytes[6], bytes[7], bytes[9], bytes[10]]) || IsTeredo(bytes));
    }

    private static bool IsMetadata(ReadOnlySpan<byte> embedded) => Array.IndexOf(Metadata, new IPAddress(embedded)) >= 0;

    private static bool IsTeredo(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0x20, 0x01, 0, 0]) && IsMetadata([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]);

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork[] Parse(params string[] networks) => Array.ConvertAll<string, IPNetwork>(networks, IPNetwork.Parse);
}
