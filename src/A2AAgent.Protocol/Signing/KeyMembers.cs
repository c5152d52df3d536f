namespace A2AAgent.Protocol.Signing;

/// <summary>What a JSON Web Key says about its use, beside the key itself.</summary>
internal readonly record struct KeyMembers(string? KeyId, string? Algorithm, string? Use, bool MayVerify);
