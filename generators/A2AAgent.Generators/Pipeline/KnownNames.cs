namespace A2AAgent.Generators.Pipeline;

/// <summary>Metadata names of the types that the generator looks for.</summary>
internal static class KnownNames
{
    public const string AgentAttribute = "A2AAgent.Server.AgentAttribute";
    public const string AgentSkillAttribute = "A2AAgent.Server.AgentSkillAttribute";
    public const string AgentExtensionAttribute = "A2AAgent.Server.AgentExtensionAttribute";
    public const string ApiKeySecurityAttribute = "A2AAgent.Server.ApiKeySecurityAttribute";
    public const string BearerSecurityAttribute = "A2AAgent.Server.BearerSecurityAttribute";
    public const string OAuth2SecurityAttribute = "A2AAgent.Server.OAuth2SecurityAttribute";
    public const string OpenIdConnectSecurityAttribute = "A2AAgent.Server.OpenIdConnectSecurityAttribute";
    public const string MutualTlsSecurityAttribute = "A2AAgent.Server.MutualTlsSecurityAttribute";
    public const string RequireSecurityAttribute = "A2AAgent.Server.RequireSecurityAttribute";
    public const string FromServicesAttribute = "Microsoft.AspNetCore.Mvc.FromServicesAttribute";
    public const string FromKeyedServicesAttribute = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";
    public const string JsonConverterAttribute = "System.Text.Json.Serialization.JsonConverterAttribute";
    public const string JsonDerivedTypeAttribute = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";
    public const string GrpcEndpoints = "A2AAgent.Grpc.GrpcAgentEndpoints";
    public const string JsonSerializableAttribute = "System.Text.Json.Serialization.JsonSerializableAttribute";
    public const string JsonSerializerContext = "System.Text.Json.Serialization.JsonSerializerContext";
}
