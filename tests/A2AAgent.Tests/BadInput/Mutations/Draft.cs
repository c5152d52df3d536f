using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput.Mutations;

/// <summary>A request that can still be changed before it is sent.</summary>
internal sealed record Draft(string Verb, string Target, byte[]? Body)
{
    public string? Version { get; init; } = "1.0";

    public string? ContentType { get; init; } = "application/json";

    public string? Extensions { get; init; }

    public bool IsJsonRpc => Verb == "POST" && Target.Split('?')[0] == "/";

    public byte[] ToBytes() => RawRequest.Of(Verb, Target, Body,
    [
        .. Header("A2A-Version", Version),
        .. Header("Content-Type", Body is null ? null : ContentType),
        .. Header("A2A-Extensions", Extensions),
    ]);

    private static string[] Header(string name, string? value) => value is null ? [] : [$"{name}: {value}"];
}
