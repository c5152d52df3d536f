namespace A2AAgent.Generators.Model;

/// <summary>What the attributes say about security: schemes, and what a caller of the agent must satisfy.</summary>
/// <param name="Requirements">Alternatives; empty when none is stated.</param>
internal sealed record SecurityModel(EquatableArray<SchemeModel> Schemes, EquatableArray<RequirementModel> Requirements);

/// <summary>A security scheme: one of the records that derive from this one.</summary>
internal abstract record SchemeModel(string Name, string Description);

/// <param name="Location"><c>header</c>, <c>query</c> or <c>cookie</c>.</param>
internal sealed record ApiKeySchemeModel(string Name, string Description, string Location, string Key) : SchemeModel(Name, Description);

internal sealed record BearerSchemeModel(string Name, string Description, string Format) : SchemeModel(Name, Description);

internal sealed record OAuth2SchemeModel(string Name, string Description, FlowModel Flow, string MetadataUrl) : SchemeModel(Name, Description);

internal sealed record OpenIdConnectSchemeModel(string Name, string Description, string Url) : SchemeModel(Name, Description);

internal sealed record MutualTlsSchemeModel(string Name, string Description) : SchemeModel(Name, Description);

/// <summary>An OAuth flow. Addresses that are not the flow's are empty.</summary>
/// <param name="Field">The card's name for the flow.</param>
internal sealed record FlowModel(
    string Field,
    string AuthorizationUrl,
    string DeviceAuthorizationUrl,
    string TokenUrl,
    string RefreshUrl,
    EquatableArray<ScopeModel> Scopes,
    bool PkceRequired);

internal sealed record ScopeModel(string Name, string Description);

/// <summary>Schemes that must be satisfied together.</summary>
internal sealed record RequirementModel(EquatableArray<RequiredSchemeModel> Schemes);

internal sealed record RequiredSchemeModel(string Name, EquatableArray<string> Scopes);
