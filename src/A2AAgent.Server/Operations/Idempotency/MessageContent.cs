using System.Security.Cryptography;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Protocol.Signing;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>Whether two messages say the same: parts, metadata, extensions and references, whatever the binding that brought them and the order of members.</summary>
internal static class MessageContent
{
    public const int DigestSize = SHA256.HashSizeInBytes;

    /// <summary>The digest of a message but for its identifiers.</summary>
    public static byte[] Digest(Message message)
    {
        var json = ProtocolJson.ToUtf8<Message, MessageConverter>(message with { MessageId = "", ContextId = "", TaskId = "" });
        return SHA256.HashData(Canonical(json));
    }

    /// <summary>The digest of a message that gets a direct reply: nothing else is kept of it.</summary>
    public static byte[] DigestWithTarget(SendMessageRequest request)
    {
        var json = ProtocolJson.ToUtf8<Message, MessageConverter>(request.Message with { MessageId = NamedSkill(request) ?? "", ContextId = "" });
        return SHA256.HashData(Canonical(json));
    }

    /// <summary>Finds a client's message in a task; null when it is not there, or no longer.</summary>
    public static Message? Find(AgentTask task, string messageId)
    {
        for (var i = task.History.Count - 1; i >= 0; i--)
        {
            if (task.History[i] is { Role: Role.User } message && message.MessageId == messageId)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>Finds out whether a request repeats the message that began a task or continued it.</summary>
    /// <param name="record">The task.</param>
    /// <param name="known">The message as the task has it.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="AgentException">It brings another message under the same identifier.</exception>
    public static void RequireSame(TaskRecord record, Message known, SendMessageRequest request)
    {
        var message = request.Message;
        if (message.ContextId.Length > 0 && message.ContextId != record.Task.ContextId)
        {
            throw Differs("in another context");
        }

        if (!Digest(known).AsSpan().SequenceEqual(Digest(message)))
        {
            throw Differs("with other content");
        }

        if (NamedSkill(request) is { } skill && skill != record.SkillId && IsNewest(record.Task, known))
        {
            throw Differs("for another skill");
        }
    }

    /// <summary>The identifier is taken: the one fault that no repetition mends.</summary>
    public static AgentException Differs(string how) => AgentException.InvalidParams(
        "message.messageId", $"was sent before {how}; repeat a message exactly as it was, and give each new message an identifier of its own");

    /// <summary>The record has the skill of its newest message only.</summary>
    private static bool IsNewest(AgentTask task, Message known) => ReferenceEquals(LastOfClient(task), known);

    private static Message? LastOfClient(AgentTask task)
    {
        for (var i = task.History.Count - 1; i >= 0; i--)
        {
            if (task.History[i].Role == Role.User)
            {
                return task.History[i];
            }
        }

        return null;
    }

    /// <summary>The skill that the request names beside its message; the one in the message is part of its content.</summary>
    private static string? NamedSkill(SendMessageRequest request) =>
        MessageRules.SkillId("message.metadata", request.Message) is null ? MessageRules.SkillId("metadata", request.Metadata) : null;

    private static byte[] Canonical(byte[] json)
    {
        try
        {
            return JsonCanonicalizer.Canonicalize(json);
        }
        catch (JsonException)
        {
            // What has no canonical form, such as a number that is too large: then byte by byte.
            return json;
        }
    }
}
