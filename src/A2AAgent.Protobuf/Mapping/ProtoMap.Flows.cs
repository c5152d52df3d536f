using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

// The implicit and the password flow are deprecated by OAuth; agents that still have them keep them.
#pragma warning disable CS0612

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    public static OAuthFlow FromProto(Wire.OAuthFlows value) => WireRead.Root(value, Read);

    public static Wire.OAuthFlows ToProto(OAuthFlow value) => value switch
    {
        AuthorizationCodeOAuthFlow flow => new() { AuthorizationCode = ToProto(flow) },
        ClientCredentialsOAuthFlow flow => new() { ClientCredentials = ToProto(flow) },
        ImplicitOAuthFlow flow => new() { Implicit = ToProto(flow) },
        PasswordOAuthFlow flow => new() { Password = ToProto(flow) },
        DeviceCodeOAuthFlow flow => new() { DeviceCode = ToProto(flow) },
        _ => new(),
    };

    public static Wire.AuthorizationCodeOAuthFlow ToProto(AuthorizationCodeOAuthFlow value)
    {
        var result = new Wire.AuthorizationCodeOAuthFlow
        {
            AuthorizationUrl = WireWrite.Text(value.AuthorizationUrl),
            TokenUrl = WireWrite.Text(value.TokenUrl),
            RefreshUrl = WireWrite.Text(value.RefreshUrl),
            PkceRequired = value.PkceRequired,
        };
        WireWrite.Texts(result.Scopes, value.Scopes);
        return result;
    }

    public static Wire.ClientCredentialsOAuthFlow ToProto(ClientCredentialsOAuthFlow value)
    {
        var result = new Wire.ClientCredentialsOAuthFlow { TokenUrl = WireWrite.Text(value.TokenUrl), RefreshUrl = WireWrite.Text(value.RefreshUrl) };
        WireWrite.Texts(result.Scopes, value.Scopes);
        return result;
    }

    public static Wire.ImplicitOAuthFlow ToProto(ImplicitOAuthFlow value)
    {
        var result = new Wire.ImplicitOAuthFlow
        {
            AuthorizationUrl = WireWrite.Text(value.AuthorizationUrl),
            RefreshUrl = WireWrite.Text(value.RefreshUrl),
        };
        WireWrite.Texts(result.Scopes, value.Scopes);
        return result;
    }

    public static Wire.PasswordOAuthFlow ToProto(PasswordOAuthFlow value)
    {
        var result = new Wire.PasswordOAuthFlow { TokenUrl = WireWrite.Text(value.TokenUrl), RefreshUrl = WireWrite.Text(value.RefreshUrl) };
        WireWrite.Texts(result.Scopes, value.Scopes);
        return result;
    }

    public static Wire.DeviceCodeOAuthFlow ToProto(DeviceCodeOAuthFlow value)
    {
        var result = new Wire.DeviceCodeOAuthFlow
        {
            DeviceAuthorizationUrl = WireWrite.Text(value.DeviceAuthorizationUrl),
            TokenUrl = WireWrite.Text(value.TokenUrl),
            RefreshUrl = WireWrite.Text(value.RefreshUrl),
        };
        WireWrite.Texts(result.Scopes, value.Scopes);
        return result;
    }

    private static OAuthFlow Read(Wire.OAuthFlows value) =>
        Required.OneOf(ReadFlow(value), "authorizationCode, clientCredentials, implicit, password and deviceCode");

    private static OAuthFlow? ReadFlow(Wire.OAuthFlows value) => value.FlowCase switch
    {
        Wire.OAuthFlows.FlowOneofCase.AuthorizationCode => WireRead.Member("authorizationCode", value.AuthorizationCode, Read),
        Wire.OAuthFlows.FlowOneofCase.ClientCredentials => WireRead.Member("clientCredentials", value.ClientCredentials, Read),
        Wire.OAuthFlows.FlowOneofCase.Implicit => WireRead.Member("implicit", value.Implicit, Read),
        Wire.OAuthFlows.FlowOneofCase.Password => WireRead.Member("password", value.Password, Read),
        Wire.OAuthFlows.FlowOneofCase.DeviceCode => WireRead.Member("deviceCode", value.DeviceCode, Read),
        _ => null,
    };

    private static AuthorizationCodeOAuthFlow Read(Wire.AuthorizationCodeOAuthFlow value)
    {
        var scopes = Scopes(value.Scopes);
        return new AuthorizationCodeOAuthFlow
        {
            AuthorizationUrl = Required.Text("authorizationUrl", value.AuthorizationUrl),
            TokenUrl = Required.Text("tokenUrl", value.TokenUrl),
            RefreshUrl = value.RefreshUrl,
            Scopes = scopes,
            PkceRequired = value.PkceRequired,
        };
    }

    private static ClientCredentialsOAuthFlow Read(Wire.ClientCredentialsOAuthFlow value)
    {
        var scopes = Scopes(value.Scopes);
        return new ClientCredentialsOAuthFlow { TokenUrl = Required.Text("tokenUrl", value.TokenUrl), RefreshUrl = value.RefreshUrl, Scopes = scopes };
    }

    private static ImplicitOAuthFlow Read(Wire.ImplicitOAuthFlow value) => new()
    {
        AuthorizationUrl = value.AuthorizationUrl,
        RefreshUrl = value.RefreshUrl,
        Scopes = Scopes(value.Scopes),
    };

    private static PasswordOAuthFlow Read(Wire.PasswordOAuthFlow value) => new()
    {
        TokenUrl = value.TokenUrl,
        RefreshUrl = value.RefreshUrl,
        Scopes = Scopes(value.Scopes),
    };

    private static DeviceCodeOAuthFlow Read(Wire.DeviceCodeOAuthFlow value)
    {
        var scopes = Scopes(value.Scopes);
        return new DeviceCodeOAuthFlow
        {
            DeviceAuthorizationUrl = Required.Text("deviceAuthorizationUrl", value.DeviceAuthorizationUrl),
            TokenUrl = Required.Text("tokenUrl", value.TokenUrl),
            RefreshUrl = value.RefreshUrl,
            Scopes = scopes,
        };
    }
}
