namespace A2AAgent.Generators.Pipeline;

/// <summary>The types that generated code calls by their simple names, and the namespaces that it imports them from.</summary>
internal static class RuntimeNames
{
    public static IReadOnlyDictionary<string, string> Namespaces { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ReadOnlySpan"] = "System",
        ["IReadOnlyList"] = "System.Collections.Generic",
        ["IJsonTypeInfoResolver"] = "System.Text.Json.Serialization.Metadata",
        ["JsonTypeInfoResolver"] = "System.Text.Json.Serialization.Metadata",
        ["ProtocolJson"] = "A2AAgent.Protocol.Json",
        ["IAgent"] = "A2AAgent.Server",
        ["AgentBindings"] = "A2AAgent.Server",
        ["AgentFeatures"] = "A2AAgent.Server",
        ["SkillCall"] = "A2AAgent.Server",
        ["SkillDefinition"] = "A2AAgent.Server",
        ["SkillInput"] = "A2AAgent.Server",
        ["AgentEndpoints"] = "A2AAgent.Server.Bindings",
        ["JsonRpcMethod"] = "A2AAgent.Server.Bindings.JsonRpc",
        ["JsonRpcMethods"] = "A2AAgent.Server.Bindings.JsonRpc",
    };
}
