using A2AAgent.Protocol;
using FsCheck;
using FsCheck.Fluent;
using static A2AAgent.Tests.Protocol.Json.Generators;

namespace A2AAgent.Tests.Protocol.Json;

/// <summary>Random agent cards.</summary>
internal static class CardGenerators
{
    private static readonly Gen<OAuthFlow> Flow =
        from url in Name
        from token in Name
        from refresh in Text
        from scopes in Map(Text)
        from pkce in Flag
        from flow in Gen.Elements<OAuthFlow>(
            new AuthorizationCodeOAuthFlow { AuthorizationUrl = url, TokenUrl = token, PkceRequired = pkce },
            new ClientCredentialsOAuthFlow { TokenUrl = token },
            new DeviceCodeOAuthFlow { DeviceAuthorizationUrl = url, TokenUrl = token },
            new ImplicitOAuthFlow { AuthorizationUrl = refresh },
            new PasswordOAuthFlow { TokenUrl = refresh })
        select flow with { RefreshUrl = refresh, Scopes = scopes };

    private static readonly Gen<SecurityScheme> Scheme =
        from name in Name
        from text in Text
        from flow in Flow
        from scheme in Gen.Elements<SecurityScheme>(
            new ApiKeySecurityScheme { Location = "query", Name = name },
            new HttpAuthSecurityScheme { Scheme = name, BearerFormat = text },
            new OAuth2SecurityScheme { Flow = flow, Oauth2MetadataUrl = text },
            new OpenIdConnectSecurityScheme { OpenIdConnectUrl = name },
            new MutualTlsSecurityScheme())
        select scheme with { Description = text };

    private static readonly Gen<IReadOnlyList<SecurityRequirement>> Requirements = List(
        from schemes in Map(Texts)
        select new SecurityRequirement { Schemes = schemes });

    private static readonly Gen<AgentCapabilities> Capabilities =
        from streaming in OptionalFlag
        from push in OptionalFlag
        from extended in OptionalFlag
        from extensions in List(
            from uri in Text
            from required in Flag
            from parameters in Metadata
            select new AgentExtension { Uri = uri, Required = required, Params = parameters })
        select new AgentCapabilities { Streaming = streaming, PushNotifications = push, ExtendedAgentCard = extended, Extensions = extensions };

    private static readonly Gen<AgentSkill> Skill =
        from id in Name
        from description in Text
        from tags in Texts
        from modes in Texts
        from requirements in Requirements
        select new AgentSkill { Id = id, Name = id, Description = description, Tags = tags, InputModes = modes, SecurityRequirements = requirements };

    public static Gen<AgentCard> Card { get; } =
        from name in Name
        from text in Text
        from optional in Gen.OneOf(Gen.Constant<string?>(null), Text.Select(string? (value) => value))
        from interfaces in List(
            from url in Name
            from tenant in Text
            select new AgentInterface { Url = url, ProtocolBinding = ProtocolBindings.Grpc, Tenant = tenant, ProtocolVersion = "1.0" })
        from capabilities in Capabilities
        from schemes in Map(Scheme)
        from requirements in Requirements
        from modes in Texts
        from skills in List(Skill)
        from signatures in List(from header in Metadata select new AgentCardSignature { Protected = "e30", Signature = "c2ln", Header = header })
        select new AgentCard
        {
            Name = name,
            Description = text,
            SupportedInterfaces = interfaces,
            Version = name,
            DocumentationUrl = optional,
            Capabilities = capabilities,
            SecuritySchemes = schemes,
            SecurityRequirements = requirements,
            DefaultInputModes = modes,
            DefaultOutputModes = modes,
            Skills = skills,
            Signatures = signatures,
            IconUrl = optional,
        };
}
