namespace A2AAgent.Tests.Protocol.Json;

internal static class CardSamples
{
    /// <summary>The required fields alone.</summary>
    public const string Minimal =
        """{"name":"Expenses","description":"","supportedInterfaces":[],"version":"1.0.0","capabilities":{},"defaultInputModes":[],"defaultOutputModes":[],"skills":[]}""";

    /// <summary>Every field, as it is written but for the white space.</summary>
    public const string Full =
        """
        {
          "name": "Expenses",
          "description": "Validates expense reports",
          "supportedInterfaces": [
            { "url": "https://example.com/a2a", "protocolBinding": "JSONRPC", "protocolVersion": "1.0" },
            { "url": "example.com:443", "protocolBinding": "GRPC", "tenant": "acme", "protocolVersion": "1.0" }
          ],
          "provider": { "url": "https://example.com", "organization": "Example" },
          "version": "1.0.0",
          "documentationUrl": "",
          "capabilities": {
            "streaming": true,
            "pushNotifications": false,
            "extensions": [{ "uri": "https://example.com/ext", "description": "d", "required": true, "params": { "a": [1.0, null] } }, {}],
            "extendedAgentCard": false
          },
          "securitySchemes": {
            "key": { "apiKeySecurityScheme": { "description": "d", "location": "header", "name": "X-Key" } },
            "bearer": { "httpAuthSecurityScheme": { "scheme": "Bearer", "bearerFormat": "JWT" } },
            "oidc": { "openIdConnectSecurityScheme": { "openIdConnectUrl": "https://example.com/.well-known" } },
            "mtls": { "mtlsSecurityScheme": {} },
            "oauth": {
              "oauth2SecurityScheme": {
                "flows": {
                  "authorizationCode": {
                    "authorizationUrl": "https://example.com/authorize",
                    "tokenUrl": "https://example.com/token",
                    "refreshUrl": "https://example.com/refresh",
                    "scopes": { "expenses.read": "Read" },
                    "pkceRequired": true
                  }
                },
                "oauth2MetadataUrl": "https://example.com/metadata"
              }
            },
            "machine": { "oauth2SecurityScheme": { "flows": { "clientCredentials": { "tokenUrl": "t", "scopes": {} } } } },
            "device": { "oauth2SecurityScheme": { "flows": { "deviceCode": { "deviceAuthorizationUrl": "d", "tokenUrl": "t", "scopes": {} } } } },
            "old": { "oauth2SecurityScheme": { "flows": { "implicit": {} } } },
            "older": { "oauth2SecurityScheme": { "flows": { "password": { "tokenUrl": "t" } } } }
          },
          "securityRequirements": [{ "schemes": { "oauth": { "list": ["expenses.read"] }, "mtls": {} } }, {}],
          "defaultInputModes": ["text/plain"],
          "defaultOutputModes": ["application/json"],
          "skills": [
            {
              "id": "validate",
              "name": "Validate",
              "description": "Validates",
              "tags": ["finance"],
              "examples": ["Validate this"],
              "inputModes": ["application/json"],
              "outputModes": ["application/json"],
              "securityRequirements": [{ "schemes": { "key": {} } }]
            }
          ],
          "signatures": [{ "protected": "e30", "signature": "c2ln", "header": { "kid": "1" } }],
          "iconUrl": "https://example.com/icon.png"
        }
        """;
}
