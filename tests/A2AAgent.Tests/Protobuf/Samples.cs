using A2AAgent.Tests.Protocol.Json;

namespace A2AAgent.Tests.Protobuf;

/// <summary>Every record with every field, and with none but the required ones, as JSON that the JSON writer writes just so.</summary>
internal static class Samples
{
    private const string Text = """{"text":"Grüße 😀","metadata":{"lang":"de"},"filename":"a.txt","mediaType":"text/plain"}""";

    private const string Data = """{"data":{"b":[1,-2.5,true,null,{},[]],"a":{"text":"","":0}},"metadata":{},"filename":"d.json","mediaType":"application/json"}""";

    private const string Parts = $$"""[{{Text}},{"raw":"AAH/","filename":"f.bin"},{"url":"https://example.com/f"},{{Data}},{"data":null}]""";

    private const string Message =
        $$"""{"messageId":"m","contextId":"c","taskId":"t","role":"ROLE_AGENT","parts":{{Parts}},"metadata":{"k":1},"extensions":["e1","e2"],"referenceTaskIds":["r"]}""";

    private const string Status = $$"""{"state":"TASK_STATE_INPUT_REQUIRED","message":{{Message}},"timestamp":"2026-11-21T04:32:45.678Z"}""";

    private const string Artifact =
        $$"""{"artifactId":"a","name":"n","description":"d","parts":{{Parts}},"metadata":{"k":[]},"extensions":["e"]}""";

    private const string Task =
        $$"""{"id":"t","contextId":"c","status":{{Status}},"artifacts":[{{Artifact}}],"history":[{{Message}}],"metadata":{"z":1,"y":2,"x":3} }""";

    private const string StatusUpdate = $$"""{"taskId":"t","contextId":"c","status":{{Status}},"metadata":{"k":"v"} }""";

    private const string ArtifactUpdate = $$"""{"taskId":"t","contextId":"c","artifact":{{Artifact}},"append":true,"lastChunk":true,"metadata":{"k":"v"} }""";

    private const string Config =
        """{"tenant":"acme","id":"p","taskId":"t","url":"https://example.com/hook","token":"secret","authentication":{"scheme":"Bearer","credentials":"abc"}}""";

    private const string Configuration =
        $$"""{"acceptedOutputModes":["text/plain"],"taskPushNotificationConfig":{{Config}},"historyLength":0,"returnImmediately":true}""";

    private const string SmallMessage = """{"messageId":"m","role":"ROLE_USER","parts":[{"text":""}]}""";

    private const string SmallTask = """{"id":"t","status":{"state":"TASK_STATE_SUBMITTED"}}""";

    private const string SmallStatusUpdate = """{"taskId":"t","contextId":"c","status":{"state":"TASK_STATE_WORKING"}}""";

    private const string SmallArtifactUpdate = """{"taskId":"t","contextId":"c","artifact":{"artifactId":"a","parts":[{"raw":""}]}}""";

    /// <summary>The name of a record and its JSON.</summary>
    public static TheoryData<string, string> Full { get; } = new()
    {
        { "Task", Task },
        { "TaskStatus", Status },
        { "Artifact", Artifact },
        { "Message", Message },
        { "Part", Text },
        { "Part", Data },
        { "Part", """{"raw":"AAH/","metadata":{"k":null},"filename":"f.bin","mediaType":"image/png"}""" },
        { "Part", """{"url":"https://example.com/f","metadata":{"k":null},"filename":"f.bin","mediaType":"image/png"}""" },
        { "StreamResponse", $$"""{"task":{{Task}}}""" },
        { "StreamResponse", $$"""{"message":{{Message}}}""" },
        { "StreamResponse", $$"""{"statusUpdate":{{StatusUpdate}}}""" },
        { "StreamResponse", $$"""{"artifactUpdate":{{ArtifactUpdate}}}""" },
        { "TaskStatusUpdateEvent", StatusUpdate },
        { "TaskArtifactUpdateEvent", ArtifactUpdate },
        { "AgentCard", CardSamples.Full },
        { "AgentCapabilities", """{"streaming":true,"pushNotifications":true,"extensions":[{"uri":"u"}],"extendedAgentCard":true}""" },
        { "AgentExtension", """{"uri":"u","description":"d","required":true,"params":{"p":1}}""" },
        { "AgentInterface", """{"url":"u","protocolBinding":"GRPC","tenant":"acme","protocolVersion":"1.0"}""" },
        { "AgentProvider", """{"url":"u","organization":"o"}""" },
        { "AgentSkill", """{"id":"s","name":"n","description":"d","tags":["t"],"examples":["e"],"inputModes":["i"],"outputModes":["o"],"securityRequirements":[{"schemes":{"a":{"list":["x","y"]}}}]}""" },
        { "AgentCardSignature", """{"protected":"e30","signature":"c2ln","header":{"kid":"1"}}""" },
        { "SecurityScheme", """{"apiKeySecurityScheme":{"description":"d","location":"header","name":"X-Key"}}""" },
        { "SecurityScheme", """{"httpAuthSecurityScheme":{"description":"d","scheme":"Bearer","bearerFormat":"JWT"}}""" },
        { "SecurityScheme", OAuth("authorizationCode", "authorizationUrl", "tokenUrl", ",\"pkceRequired\":true") },
        { "SecurityScheme", OAuth("clientCredentials", "tokenUrl") },
        { "SecurityScheme", OAuth("implicit", "authorizationUrl") },
        { "SecurityScheme", OAuth("password", "tokenUrl") },
        { "SecurityScheme", OAuth("deviceCode", "deviceAuthorizationUrl", "tokenUrl") },
        { "SecurityScheme", """{"openIdConnectSecurityScheme":{"description":"d","openIdConnectUrl":"u"}}""" },
        { "SecurityScheme", """{"mtlsSecurityScheme":{"description":"d"}}""" },
        { "SecurityRequirement", """{"schemes":{"z":{"list":["b","a"]},"a":{}}}""" },
        { "AuthenticationInfo", """{"scheme":"Bearer","credentials":"abc"}""" },
        { "TaskPushNotificationConfig", Config },
        { "SendMessageRequest", $$"""{"tenant":"acme","message":{{Message}},"configuration":{{Configuration}},"metadata":{"skillId":"s"} }""" },
        { "SendMessageConfiguration", Configuration },
        { "SendMessageResponse", $$"""{"task":{{Task}}}""" },
        { "SendMessageResponse", $$"""{"message":{{Message}}}""" },
        { "GetTaskRequest", """{"tenant":"acme","id":"t","historyLength":0}""" },
        { "ListTasksRequest", """{"tenant":"acme","contextId":"c","status":"TASK_STATE_AUTH_REQUIRED","pageSize":0,"pageToken":"p","historyLength":0,"statusTimestampAfter":"0001-01-01T00:00:00.000Z","includeArtifacts":false}""" },
        { "ListTasksResponse", $$"""{"tasks":[{{Task}},{{SmallTask}}],"nextPageToken":"n","pageSize":2,"totalSize":9}""" },
        { "CancelTaskRequest", """{"tenant":"acme","id":"t","metadata":{"reason":"r"}}""" },
        { "SubscribeToTaskRequest", """{"tenant":"acme","id":"t"}""" },
        { "GetExtendedAgentCardRequest", """{"tenant":"acme"}""" },
        { "GetTaskPushNotificationConfigRequest", """{"tenant":"acme","taskId":"t","id":"p"}""" },
        { "ListTaskPushNotificationConfigsRequest", """{"tenant":"acme","taskId":"t","pageSize":5,"pageToken":"p"}""" },
        { "ListTaskPushNotificationConfigsResponse", $$"""{"configs":[{{Config}}],"nextPageToken":"n"}""" },
        { "DeleteTaskPushNotificationConfigRequest", """{"tenant":"acme","taskId":"t","id":"p"}""" },
    };

    /// <summary>The same without any field that may be left out.</summary>
    public static TheoryData<string, string> Minimal { get; } = new()
    {
        { "Task", SmallTask },
        { "TaskStatus", """{"state":"TASK_STATE_COMPLETED"}""" },
        { "Artifact", """{"artifactId":"a","parts":[{"data":null}]}""" },
        { "Message", SmallMessage },
        { "Part", """{"text":""}""" },
        { "Part", """{"raw":""}""" },
        { "Part", """{"data":null}""" },
        { "StreamResponse", $$"""{"task":{{SmallTask}}}""" },
        { "StreamResponse", $$"""{"message":{{SmallMessage}}}""" },
        { "StreamResponse", $$"""{"statusUpdate":{{SmallStatusUpdate}}}""" },
        { "StreamResponse", $$"""{"artifactUpdate":{{SmallArtifactUpdate}}}""" },
        { "TaskStatusUpdateEvent", SmallStatusUpdate },
        { "TaskArtifactUpdateEvent", SmallArtifactUpdate },
        { "AgentCard", CardSamples.Minimal },
        { "AgentCapabilities", "{}" },
        { "AgentExtension", "{}" },
        { "AgentInterface", """{"url":"u","protocolBinding":"GRPC","protocolVersion":"1.0"}""" },
        { "AgentSkill", """{"id":"s","name":"n","description":"","tags":[]}""" },
        { "AgentCardSignature", """{"protected":"e30","signature":"c2ln"}""" },
        { "SecurityScheme", """{"apiKeySecurityScheme":{"location":"header","name":"X-Key"}}""" },
        { "SecurityScheme", """{"oauth2SecurityScheme":{"flows":{"implicit":{}}}}""" },
        { "SecurityScheme", """{"oauth2SecurityScheme":{"flows":{"password":{}}}}""" },
        { "SecurityScheme", """{"mtlsSecurityScheme":{}}""" },
        { "SecurityRequirement", "{}" },
        { "AuthenticationInfo", """{"scheme":"Bearer"}""" },
        { "TaskPushNotificationConfig", """{"url":"u"}""" },
        { "SendMessageRequest", $$"""{"message":{{SmallMessage}}}""" },
        { "SendMessageConfiguration", "{}" },
        { "SendMessageResponse", $$"""{"task":{{SmallTask}}}""" },
        { "GetTaskRequest", """{"id":"t"}""" },
        { "ListTasksRequest", "{}" },
        { "ListTasksResponse", """{"tasks":[],"nextPageToken":"","pageSize":0,"totalSize":0}""" },
        { "CancelTaskRequest", """{"id":"t"}""" },
        { "SubscribeToTaskRequest", """{"id":"t"}""" },
        { "GetExtendedAgentCardRequest", "{}" },
        { "ListTaskPushNotificationConfigsRequest", """{"taskId":"t"}""" },
        { "ListTaskPushNotificationConfigsResponse", "{}" },
    };

    private static string OAuth(string flow, string url, string? otherUrl = null, string more = "") =>
        $$$$"""
        {"oauth2SecurityScheme":{"description":"d","flows":{"{{{{flow}}}}":{"{{{{url}}}}":"u",{{{{(otherUrl is null ? "" : $"\"{otherUrl}\":\"t\",")}}}}"refreshUrl":"r","scopes":{"z":"Z","a":""}{{{{more}}}}}},"oauth2MetadataUrl":"m"}}
        """;
}
