using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Diagnostics;

/// <summary>Everything that can be wrong with an agent. Each has a page in docs/diagnostics and a line in AnalyzerReleases.</summary>
internal static class Descriptors
{
    private const string Category = "A2AAgent";
    private const string HelpBase = "https://github.com/a2a-agent/a2a-agent/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotPartial = Error("A2A0001", "Agent class is not partial",
        "Agent class '{0}' must be partial: its other half is generated");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error("A2A0002", "Class cannot be an agent",
        "Class '{0}' cannot be an agent because it is {1}; make it an ordinary class of a namespace");

    public static readonly DiagnosticDescriptor NoAgentName = Error("A2A0003", "Agent has no name",
        "Agent '{0}' has an empty name; the Agent Card needs one");

    public static readonly DiagnosticDescriptor NoAgentDescription = Error("A2A0004", "Agent has no description",
        "Agent '{0}' has no description; say in [Agent(Description = …)] what it is for");

    public static readonly DiagnosticDescriptor AgentVersion = Error("A2A0005", "Agent version is malformed",
        "'{0}' is not a version; write one such as 1.0.0 or 2.1.0-beta.1");

    public static readonly DiagnosticDescriptor WebAddress = Error("A2A0006", "Address is not an absolute URL",
        "{0} '{1}' is not an absolute http or https URL");

    public static readonly DiagnosticDescriptor HalfProvider = Error("A2A0007", "Organization and OrganizationUrl go together",
        "{0} is set without {1}; the Agent Card needs both or neither");

    public static readonly DiagnosticDescriptor NoBindings = Error("A2A0008", "Agent has no binding",
        "Agent '{0}' has no binding, so no client can reach it; name at least one of JsonRpc, HttpJson and Grpc");

    public static readonly DiagnosticDescriptor GrpcPackage = Error("A2A0009", "gRPC binding needs a package",
        "Agent '{0}' names the gRPC binding, which is in another package; run: dotnet add package A2AAgent.Grpc");

    public static readonly DiagnosticDescriptor ExtensionUri = Error("A2A0010", "Extension URI is malformed",
        "'{0}' is not an absolute URI, which is what identifies an extension");

    public static readonly DiagnosticDescriptor DuplicateExtension = Error("A2A0011", "Extension is declared twice",
        "Extension '{0}' is declared twice on agent '{1}'");

    public static readonly DiagnosticDescriptor NoSkills = Error("A2A0012", "Agent has no skills",
        "Agent '{0}' has no skills; mark at least one method with [AgentSkill]");

    public static readonly DiagnosticDescriptor SkillId = Error("A2A0013", "Skill id is malformed",
        "'{0}' is not a skill id; use 1 to 64 letters, digits, '-', '_' and '.'");

    public static readonly DiagnosticDescriptor DuplicateSkill = Error("A2A0014", "Skill id is used twice",
        "Skill id '{0}' is used by '{1}' and again by '{2}'; ids are unique within an agent");

    public static readonly DiagnosticDescriptor NoSkillDescription = Error("A2A0015", "Skill has no description",
        "Skill '{0}' has no description; say in [AgentSkill(Description = …)] what it does");

    public static readonly DiagnosticDescriptor TwoDefaults = Error("A2A0016", "Agent has two default skills",
        "Skills '{0}' and '{1}' are both marked as default; messages that name no skill can go to one only");

    public static readonly DiagnosticDescriptor MediaType = Error("A2A0017", "Media type is malformed",
        "'{0}' in {1} is not a media type; write type/subtype, such as text/plain, without wildcards");

    public static readonly DiagnosticDescriptor NotAMethod = Error("A2A0018", "Only an ordinary method can be a skill",
        "'{0}' cannot be a skill because it is {1}; use an ordinary method");

    public static readonly DiagnosticDescriptor AsyncVoid = Error("A2A0019", "Skill is async void",
        "Skill '{0}' is async void, so nobody can tell when it ends; return Task");

    public static readonly DiagnosticDescriptor ParameterNotByValue = Error("A2A0020", "Skill parameter is not passed by value",
        "Parameter '{0}' of skill '{1}' is a {2} parameter; skills take theirs by value");

    public static readonly DiagnosticDescriptor ParameterType = Error("A2A0021", "Skill parameter has an unsupported type",
        "Parameter '{0}' of skill '{1}' cannot be a '{2}': {3}");

    public static readonly DiagnosticDescriptor SeveralReaders = Error("A2A0022", "Several skill parameters read the same content",
        "Skill '{0}' reads {1} into '{2}' and again into '{3}'; put both into one type, and take services in the constructor");

    public static readonly DiagnosticDescriptor ResultType = Error("A2A0023", "Skill has an unsupported result type",
        "Skill '{0}' cannot return '{1}': {2}");

    public static readonly DiagnosticDescriptor NotInJsonContext = Error("A2A0024", "Skill type is missing from the JSON context",
        "Skill '{0}' {1} '{2}' as JSON, which no JsonSerializerContext knows; add [JsonSerializable(typeof({2}))] to '{3}'");

    public static readonly DiagnosticDescriptor NoJsonContext = Error("A2A0025", "There is no JSON context",
        "Skill '{0}' {1} '{2}' as JSON, which takes a partial class derived from JsonSerializerContext with [JsonSerializable(typeof({2}))]");

    public static readonly DiagnosticDescriptor StraySkill = Error("A2A0026", "[AgentSkill] outside an agent",
        "'{0}' is marked with [AgentSkill], but its class '{1}' is not marked with [Agent]");

    public static readonly DiagnosticDescriptor NoCancellation = new("A2A0027", "Skill cannot be canceled",
        "Skill '{0}' is asynchronous and takes no CancellationToken, so a canceled task keeps running until it returns",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: $"{HelpBase}A2A0027.md");

    public static readonly DiagnosticDescriptor SchemeName = Error("A2A0028", "Security scheme name is malformed",
        "'{0}' is not the name of a security scheme; use 1 to 64 letters, digits, '-', '_' and '.'");

    public static readonly DiagnosticDescriptor DuplicateScheme = Error("A2A0029", "Security scheme is declared twice",
        "Security scheme '{0}' is declared twice on agent '{1}'; names differ in more than case");

    public static readonly DiagnosticDescriptor ApiKeyName = Error("A2A0030", "API key has no proper name",
        "'{0}' cannot name a header, query parameter or cookie; write one such as X-API-Key");

    public static readonly DiagnosticDescriptor FlowAddress = Error("A2A0031", "OAuth 2.0 flow lacks an address",
        "The {0} flow of '{1}' needs {2}; set it, or declare the whole scheme under Agent:Security:Schemes");

    public static readonly DiagnosticDescriptor Scope = Error("A2A0032", "Scope is malformed",
        "'{0}' is not a scope, or is there twice; a scope has no spaces, quotes and backslashes, and ': ' goes between it and its description");

    public static readonly DiagnosticDescriptor NoScopes = Error("A2A0033", "Security scheme has no scopes",
        "Scope '{0}' is required of '{1}', which is mutual TLS: certificates have no scopes, so no caller would ever do");

    public static readonly DiagnosticDescriptor UnknownScheme = Warning("A2A0034", "Required security scheme is not declared",
        "Security scheme '{0}' is not declared on the agent, which has {1}; declare it, or suppress this when the configuration does");

    public static readonly DiagnosticDescriptor UnknownScope = Warning("A2A0035", "Required scope is not declared",
        "Scope '{0}' is not among the scopes of '{1}', so clients cannot know to ask for it; it has {2}");

    public static readonly DiagnosticDescriptor StraySecurity = Error("A2A0036", "Security attribute protects nothing",
        "'{0}' is marked with [{1}], but is {2}");

    public static readonly DiagnosticDescriptor InterfaceParameter = Error("A2A0037", "Skill parameter is an interface",
        "Parameter '{0}' of skill '{1}' is a '{2}', which cannot be read from a message; mark a service with [FromServices] or [FromKeyedServices], or take a class or record");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotPartial, UnsupportedClass, NoAgentName, NoAgentDescription, AgentVersion, WebAddress,
        HalfProvider, NoBindings, GrpcPackage, ExtensionUri, DuplicateExtension, NoSkills,
        SkillId, DuplicateSkill, NoSkillDescription, TwoDefaults, MediaType, NotAMethod,
        AsyncVoid, ParameterNotByValue, ParameterType, SeveralReaders, ResultType, NotInJsonContext,
        NoJsonContext, StraySkill, NoCancellation, SchemeName, DuplicateScheme, ApiKeyName,
        FlowAddress, Scope, NoScopes, UnknownScheme, UnknownScope, StraySecurity,
        InterfaceParameter,
    ];

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: $"{HelpBase}{id}.md");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"{HelpBase}{id}.md");
}
