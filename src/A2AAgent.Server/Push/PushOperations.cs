using System.Globalization;
using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Guard;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push;

/// <summary>Checks what clients ask for, and hides from them what they must not see.</summary>
internal sealed class PushOperations(IWebhooks webhooks, ITaskStore tasks, PushPolicy policy, PushOptions options) : IPushOperations
{
    private const string InlineField = "configuration.taskPushNotificationConfig.";

    public async ValueTask<TaskPushNotificationConfig> CreateAsync(TaskKey key, TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken)
    {
        PushRules.Check("", request, policy);
        var id = request.Id.Length > 0 ? request.Id : Identifiers.New();
        var config = new PushConfig(key, request with { Id = id, TaskId = key.Id, Tenant = key.Tenant }, PushFormat.Of(context));
        await webhooks.SaveAsync(config, cancellationToken);
        return config.WithoutSecrets();
    }

    public async ValueTask<TaskPushNotificationConfig> GetAsync(TaskKey key, string id, CancellationToken cancellationToken)
    {
        foreach (var config in await FindAsync(key, cancellationToken))
        {
            if (config.Id == id)
            {
                return config.WithoutSecrets();
            }
        }

        throw new AgentException(AgentError.TaskNotFound, "The task has no push notification configuration of that identifier.");
    }

    public async ValueTask<ListTaskPushNotificationConfigsResponse> ListAsync(TaskKey key, ListTaskPushNotificationConfigsRequest request, CancellationToken cancellationToken)
    {
        var start = Start(request);
        var all = await FindAsync(key, cancellationToken);
        var count = request.PageSize == 0 ? all.Count : request.PageSize;
        var page = all.Skip(start).Take(count).Select(static config => config.WithoutSecrets()).ToArray();
        var end = start + page.Length;
        return new ListTaskPushNotificationConfigsResponse
        {
            Configs = page,
            NextPageToken = end < all.Count && page.Length > 0 ? end.ToString(CultureInfo.InvariantCulture) : "",
        };
    }

    public async ValueTask DeleteAsync(TaskKey key, string id, CancellationToken cancellationToken)
    {
        await FindAsync(key, cancellationToken);
        await webhooks.RemoveAsync(key, id, cancellationToken);
    }

    public void CheckInline(TaskPushNotificationConfig config, Message message)
    {
        if (config.TaskId.Length > 0 && config.TaskId != message.TaskId)
        {
            throw AgentException.InvalidParams(InlineField + "taskId", "must be empty: the webhook is for the task of the message");
        }

        PushRules.Check(InlineField, config, policy);
    }

    public ValueTask<TaskRunner> BeginAsync(
        TaskKey key, SendMessageConfiguration configuration, CallContext context, Func<ValueTask<TaskRunner>> begin, CancellationToken cancellationToken) =>
        webhooks.BeginAsync(
            new InlineWebhook(key, configuration.TaskPushNotificationConfig!, PushFormat.Of(context), configuration.HistoryLength), begin, cancellationToken);

    public async ValueTask SetAgainAsync(TaskKey key, TaskPushNotificationConfig given, CallContext context, CancellationToken cancellationToken)
    {
        var known = await webhooks.ListAsync(key, cancellationToken);
        var wanted = new InlineWebhook(key, given, PushFormat.Of(context), HistoryLength: null).ToConfig(known).Config;
        if (!known.Any(config => config.Config == wanted))
        {
            await CreateAsync(key, wanted, context, cancellationToken);
        }
    }

    public ValueTask ForgetAsync(TaskKey key, CancellationToken cancellationToken) => webhooks.ForgetAsync(key, cancellationToken);

    private async ValueTask<IReadOnlyList<PushConfig>> FindAsync(TaskKey key, CancellationToken cancellationToken)
    {
        var found = await webhooks.ListAsync(key, cancellationToken);
        if (found.Count == 0)
        {
            await RequireTaskAsync(key, cancellationToken);
        }

        return found;
    }

    private async ValueTask RequireTaskAsync(TaskKey key, CancellationToken cancellationToken)
    {
        if (await tasks.FindAsync(key, cancellationToken) is null)
        {
            throw AgentException.TaskNotFound(key.Id);
        }
    }

    private int Start(ListTaskPushNotificationConfigsRequest request)
    {
        if (request.PageSize < 0)
        {
            throw AgentException.InvalidParams("pageSize", $"must be 0 or more, not {request.PageSize}");
        }

        return request.PageToken.Length == 0
            ? 0
            : int.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start <= options.MaxConfigs
                ? start
                : throw AgentException.InvalidParams("pageToken", "is not a token that this agent gave; leave it out for the first page");
    }
}
