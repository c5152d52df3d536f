namespace A2AAgent.Generators.Model;

/// <summary>What the Agent Card says about the agent as a whole.</summary>
internal sealed record CardModel(
    string Name,
    string Description,
    string Version,
    string Organization,
    string OrganizationUrl,
    string DocumentationUrl,
    string IconUrl,
    bool Streaming,
    bool PushNotifications,
    EquatableArray<ExtensionModel> Extensions,
    SecurityModel Security);

/// <summary>A protocol extension on the card.</summary>
internal sealed record ExtensionModel(string Uri, string Description, bool Required);
