using System.Text.Json;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Operations;

/// <summary>What a message and its request must be before a skill sees them. Required fields are checked where they are read.</summary>
internal static class MessageRules
{
    private const int MaxId = 256;
    private const string SkillIdName = "skillId";

    /// <exception cref="AgentException">Something is wrong.</exception>
    public static void Check(SendMessageRequest request)
    {
        var message = request.Message;
        if (message.Role != Role.User)
        {
            throw AgentException.InvalidParams("message.role", "a client speaks as ROLE_USER");
        }

        Identifier("message.messageId", message.MessageId);
        Identifier("message.contextId", message.ContextId);
        Identifier("message.taskId", message.TaskId);
        HistoryLength("configuration.historyLength", request.Configuration?.HistoryLength);
    }

    /// <exception cref="AgentException">The value is negative.</exception>
    public static void HistoryLength(string field, int? value)
    {
        if (value < 0)
        {
            throw AgentException.InvalidParams(field, $"must be 0 or more, not {value}");
        }
    }

    /// <exception cref="AgentException">The value cannot be an identifier.</exception>
    public static void Identifier(string field, string value)
    {
        if (value.Length > MaxId)
        {
            throw AgentException.InvalidParams(field, $"has {value.Length} characters; at most {MaxId} are allowed");
        }

        if (value.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            throw AgentException.InvalidParams(field, "has control characters");
        }
    }

    /// <exception cref="AgentException">A part has a media type that is not among those.</exception>
    public static void MediaTypes(Message message, string skillId, AgentDefinition definition)
    {
        for (var index = 0; index < message.Parts.Count; index++)
        {
            var part = message.Parts[index];
            if (part.MediaType.Length > 0 && definition.InputModes(skillId) is var accepted && !MediaTypeMatch.Any(accepted, part.MediaType))
            {
                throw new AgentException(AgentError.ContentTypeNotSupported,
                    $"Skill '{skillId}' does not take '{Text.Clip(part.MediaType)}'; it takes {string.Join(", ", accepted)}.");
            }
        }
    }

    /// <summary>The value of <c>skillId</c> in a message's metadata; null when it is not there.</summary>
    /// <exception cref="AgentException">It is there and not a string.</exception>
    public static string? SkillId(string field, Message message)
    {
        if (message.DeferredMetadata is not { } deferred)
        {
            return SkillId(field, message.Metadata);
        }

        return deferred.TryFind(SkillIdName, out var text) ? text ?? throw NoText(field) : null;
    }

    /// <summary>The value of <c>skillId</c> in an object of metadata; null when it is not there.</summary>
    /// <exception cref="AgentException">It is there and not a string.</exception>
    public static string? SkillId(string field, JsonElement? metadata)
    {
        if (metadata is not { ValueKind: JsonValueKind.Object } values || !values.TryGetProperty(SkillIdName, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw NoText(field);
    }

    private static AgentException NoText(string field) => AgentException.InvalidParams($"{field}.{SkillIdName}", "must be a string");
}
