using System.Text.Json;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>Reads the header of a JWS signature (RFC 7515, section 4). Keys that stand in the header itself are never used.</summary>
internal static class SignatureHeader
{
    private const int MaxMembers = 64;

    /// <param name="protectedHeader">The protected header: any bytes.</param>
    /// <param name="unprotected">The unprotected header, which says nothing here but may contradict.</param>
    /// <exception cref="InvalidDataException">The header is malformed, or of a kind that is not understood.</exception>
    public static AgentCardKeyReference Read(ReadOnlyMemory<byte> protectedHeader, JsonElement? unprotected)
    {
        using var json = Parse(protectedHeader);
        var members = Members(json.RootElement);
        Refuse(members.ContainsKey("crit"), "a signature has critical extensions (crit), of which none is understood");
        Refuse(members.ContainsKey("b64"), "a signature has its payload unencoded (b64), which is not understood");
        var inBoth = unprotected?.EnumerateObject().Any(member => members.ContainsKey(member.Name) || member.Name == "crit");
        Refuse(inBoth is true, "a signature has a member in both headers, or crit in the one that is not protected");
        var algorithm = Text(members, "alg");
        return new AgentCardKeyReference(
            Text(members, "kid") ?? throw new InvalidDataException("a signature names no key (kid)"),
            Text(members, "jku"),
            JwsAlgorithm.Find(algorithm) ?? throw new InvalidDataException(
                $"a signature has the algorithm {JsonText.Quote(algorithm ?? "")}; it must be one of {string.Join(", ", JwsAlgorithm.All)}"));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> protectedHeader)
    {
        try
        {
            return JsonCanonicalizer.Parse(protectedHeader);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("a protected header is not JSON", e);
        }
    }

    /// <summary>No name may be there twice: who reads the first and who reads the last would see different signatures.</summary>
    private static Dictionary<string, JsonElement> Members(JsonElement header)
    {
        Refuse(header.ValueKind != JsonValueKind.Object, "a protected header is not a JSON object");
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in header.EnumerateObject())
        {
            Refuse(members.Count == MaxMembers || !members.TryAdd(member.Name, member.Value), "a protected header has a member twice, or too many");
        }

        return members;
    }

    private static string? Text(Dictionary<string, JsonElement> members, string name)
    {
        if (!members.TryGetValue(name, out var value))
        {
            return null;
        }

        Refuse(value.ValueKind != JsonValueKind.String, $"a protected header has a {name} that is not text");
        return value.GetString();
    }

    private static void Refuse(bool wrong, string problem)
    {
        if (wrong)
        {
            throw new InvalidDataException(problem);
        }
    }
}
