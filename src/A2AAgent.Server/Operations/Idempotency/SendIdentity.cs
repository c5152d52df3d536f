using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>
/// The identifier of the task that a message begins, made of whose message it is and of the message's own identifier: whoever handles the
/// message again, on whatever replica, comes to the same task, and a store takes only one.
/// </summary>
internal static class SendIdentity
{
    /// <summary>36 characters: the first bits of SHA-256 as an identifier of version 8 (RFC 9562, section 5.8).</summary>
    public static string TaskId(in TaskScope scope, string messageId) => Make("a2a-agent send 1"u8, scope.Tenant, scope.Owner, messageId);

    /// <summary>The identifier of a webhook that came without one: calls that bring it with one message, to whatever replicas, mean one webhook.</summary>
    public static string WebhookId(in TaskKey task, string url) => Make("a2a-agent webhook 1"u8, task.Id, url);

    /// <param name="domain">What else is hashed in the world is not meant.</param>
    /// <param name="names">What the identifier is made of.</param>
    private static string Make(ReadOnlySpan<byte> domain, params ReadOnlySpan<string> names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(domain);
        foreach (var name in names)
        {
            Append(hash, name);
        }

        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes[..16], bigEndian: true).ToString();
    }

    /// <summary>With its length: where one text ends and the next begins counts as well.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
        hash.AppendData(length);
        hash.AppendData(utf8);
    }
}
