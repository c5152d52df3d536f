using A2AAgent.Protocol;
using A2AAgent.Server.Operations.Idempotency;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push;

/// <summary>A webhook that came with a message.</summary>
/// <param name="Key">The task of the message.</param>
/// <param name="Given">What the client said.</param>
/// <param name="Format">The form in which it gets events.</param>
/// <param name="HistoryLength">How the task's history is cut for the client.</param>
internal sealed record InlineWebhook(TaskKey Key, TaskPushNotificationConfig Given, PushFormat Format, int? HistoryLength)
{
    /// <summary>True when the webhook of the same address is meant, if there is one: clients name it with every message.</summary>
    public bool IsKnownByUrl => Given.Id.Length == 0;

    /// <summary>What is kept, when the task knows none of this address. In 0.3, the one without a name has the task's.</summary>
    public PushConfig ToConfig() => ToConfig(Given.Id.Length > 0 ? Given.Id : Format == PushFormat.V03 ? Key.Id : SendIdentity.WebhookId(Key, Given.Url));

    /// <summary>What is kept, when the task has these.</summary>
    public PushConfig ToConfig(IReadOnlyList<PushConfig> known) =>
        IsKnownByUrl && known.FirstOrDefault(config => config.Config.Url == Given.Url) is { } same ? ToConfig(same.Id) : ToConfig();

    private PushConfig ToConfig(string id) => new(Key, Given with { Id = id, TaskId = Key.Id, Tenant = Key.Tenant }, Format);
}
