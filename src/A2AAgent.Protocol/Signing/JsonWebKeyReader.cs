using System.Buffers.Text;
using System.Text.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>Reads the public members of JSON Web Keys (RFC 7517, section 4; RFC 7518, section 6).</summary>
internal static class JsonWebKeyReader
{
    private const int MaxTextLength = 4096;
    private const int MaxOperations = 16;

    /// <summary>Larger ones make verifying slow; nobody uses them.</summary>
    private const int MaxExponentBytes = 4;

    /// <summary>The key is null when it is none that this library has a use for.</summary>
    public static (PublicKey? Key, KeyMembers Members) Read(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && Numbers(json) is { } key
                ? (key, new KeyMembers(Text(json, "kid"), Text(json, "alg"), Text(json, "use"), MayVerify(json)))
                : default;
        }
        catch (InvalidDataException)
        {
            return default;
        }
    }

    private static PublicKey? Numbers(JsonElement json) => Text(json, "kty") switch
    {
        "EC" => EcCurve.Find(Text(json, "crv")) is { } curve ? new EcPublicKey(curve, Coordinate(json, "x", curve), Coordinate(json, "y", curve)) : null,
        "RSA" => Rsa(Integer(json, "n"), Integer(json, "e")),
        _ => null,
    };

    /// <summary>Sizes are checked here: the platform takes every key, and time to think about it.</summary>
    private static RsaPublicKey? Rsa(byte[] modulus, byte[] exponent)
    {
        var bits = modulus.Length == 0 ? 0 : (8 * modulus.Length) - byte.LeadingZeroCount(modulus[0]);
        return bits is >= RsaJws.SmallestKey and <= RsaJws.LargestKey && (modulus[^1] & 1) == 1
            && exponent.Length is > 0 and <= MaxExponentBytes && (exponent[^1] & 1) == 1 && exponent is not [1]
            ? new RsaPublicKey(modulus, exponent)
            : null;
    }

    private static byte[] Coordinate(JsonElement json, string name, EcCurve curve)
    {
        var bytes = Bytes(json, name);
        return bytes.Length == curve.CoordinateLength ? bytes : throw new InvalidDataException();
    }

    /// <summary>Some write the zero along that ASN.1 has in front of a large number; the number is the same without it.</summary>
    private static byte[] Integer(JsonElement json, string name) => Bytes(json, name).AsSpan().TrimStart((byte)0).ToArray();

    private static byte[] Bytes(JsonElement json, string name) =>
        Text(json, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : throw new InvalidDataException();

    private static bool MayVerify(JsonElement json)
    {
        if (!json.TryGetProperty("key_ops", out var operations))
        {
            return true;
        }

        return operations.ValueKind == JsonValueKind.Array && operations.GetArrayLength() <= MaxOperations
            ? operations.EnumerateArray().Any(static one => Text(one) == "verify")
            : throw new InvalidDataException();
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= MaxTextLength } text ? text : throw new InvalidDataException();
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException("Not Unicode.", e);
        }
    }
}
