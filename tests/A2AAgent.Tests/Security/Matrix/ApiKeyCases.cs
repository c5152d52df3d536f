namespace A2AAgent.Tests.Security.Matrix;

/// <summary>API keys in each of their places.</summary>
internal static class ApiKeyCases
{
    public const string Good = "correct-horse-battery-staple";

    /// <summary>Made with <c>printf %s ops-key-of-the-night-shift | sha256sum</c>.</summary>
    private const string Hashed = "ops-key-of-the-night-shift";
    private const string HashOfHashed = "91b38d2e158fb17fc11fc50c2593f73ffe30e660b5afe36aaee07054a7738cbf";

    private const string Scheme = "Agent:Security:Schemes:key:";

    public static IReadOnlyList<SchemeCase> All { get; } =
    [
        new("API key, header", Settings("header", "X-API-Key"), Credentials(static key => message => message.Headers.TryAddWithoutValidation("X-API-Key", key))),
        new("API key, query", Settings("query", "key"), Credentials(static key => message => AddQuery(message, "key", key))),
        new("API key, cookie", Settings("cookie", "agent_key"), Credentials(static key => message => message.Headers.TryAddWithoutValidation("Cookie", $"other=1; agent_key={key}"))),
    ];

    public static void AddQuery(HttpRequestMessage message, string name, string value)
    {
        var address = message.RequestUri!.OriginalString;
        message.RequestUri = new Uri($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}", UriKind.Relative);
    }

    private static (string Key, string Value)[] Settings(string location, string name) =>
    [
        (Scheme + "Type", "apiKey"), (Scheme + "In", location), (Scheme + "Name", name),
        (Scheme + "Keys:alice:Value", Good), (Scheme + "Keys:alice:Scopes:0", "tasks"),
        (Scheme + "Keys:ops:Sha256", HashOfHashed), (Scheme + "Keys:ops:Scopes:0", "tasks"),
        (Scheme + "Keys:reader:Value", "a-key-without-any-scope"),
        (Scheme + "Keys:globex:Value", "a-key-of-another-tenant"), (Scheme + "Keys:globex:Tenant", "globex"), (Scheme + "Keys:globex:Scopes:0", "tasks"),
        ("Agent:Security:Requirements:0:key", "tasks"),
    ];

    private static Credential[] Credentials(Func<string, Action<HttpRequestMessage>> put) =>
    [
        new("none", 401, static _ => { }),
        new("right", 200, put(Good)),
        new("right, known by its hash", 200, put(Hashed)),
        new("wrong", 401, put("incorrect-horse-battery-staple")),
        new("the hash instead of the key", 401, put(HashOfHashed)),
        new("empty", 401, put("")),
        new("of another letter case", 401, put(Good.ToUpperInvariant())),
        new("right with more behind it", 401, put(Good + "x")),
        new("far too long", 401, put(new string('k', 2000))),
        new("without the scope", 403, put("a-key-without-any-scope")),
        new("in another place", 401, static message => message.Headers.TryAddWithoutValidation("X-Other", Good)),
    ];
}
