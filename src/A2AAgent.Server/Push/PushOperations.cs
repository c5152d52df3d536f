using System.Globalization;
using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Push.Guard;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push;

/// <summary>Joins the webhooks that are kept to the queues that send to them.</summary>
internal sealed class PushOperations(IPushStore configs, ITaskStore tasks, PushHub hub, PushPolicy policy, PushOptions options) : IPushOperations
{
    private const string InlineField = "configuration.taskPushNotificationConfig.";

    public async ValueTask<TaskPushNotificationConfig> CreateAsync(TaskKey key, TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken)
    {
        PushRules.Check("", request, policy);
        var id = request.Id.Length > 0 ? request.Id : Identifiers.New();
        var config = new PushConfig(key, request with { Id = id, TaskId = key.Id, Tenant = key.Tenant }, PushFormat.Of(context));
        await configs.SaveAsync(config, cancellationToken);
        hub.Attach(config, held: false);

        // Afterwards: a task that goes from now on takes the webhook along.
        if (await tasks.FindAsync(key, cancellationToken) is null)
        {
            await ForgetAsync(key, cancellationToken);
            throw AgentException.TaskNotFound(key.Id);
        }

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
        await configs.RemoveAsync(key, id, cancellationToken);
        hub.Detach(key, id);
    }

    public void CheckInline(TaskPushNotificationConfig config, Message message)
    {
        if (config.TaskId.Length > 0 && config.TaskId != message.TaskId)
        {
            throw AgentException.InvalidParams(InlineField + "taskId", "must be empty: the webhook is for the task of the message");
        }

        PushRules.Check(InlineField, config, policy);
    }

    public async ValueTask<TaskRunner> BeginAsync(
        TaskKey key, SendMessageConfiguration configuration, CallContext context, Func<ValueTask<TaskRunner>> begin, CancellationToken cancellationToken)
    {
        var format = PushFormat.Of(context);
        var given = configuration.TaskPushNotificationConfig!;
        var id = given.Id.Length > 0 ? given.Id : await InlineIdAsync(key, given.Url, format, cancellationToken);
        var config = new PushConfig(key, given with { Id = id, TaskId = key.Id, Tenant = key.Tenant }, format);
        var replaced = await configs.SaveAsync(config, cancellationToken);
        var queue = hub.Attach(config, held: true);
        try
        {
            var runner = await begin();
            queue?.Begin(hub.Prepare(format, StreamEvent.From(runner.Record.Task.WithHistoryLength(configuration.HistoryLength)), runner.Record.Version));
            return runner;
        }
        catch
        {
            await UndoAsync(config, replaced);
            throw;
        }
    }

    public async ValueTask SetAgainAsync(TaskKey key, TaskPushNotificationConfig given, CallContext context, CancellationToken cancellationToken)
    {
        var id = given.Id.Length > 0 ? given.Id : await InlineIdAsync(key, given.Url, PushFormat.Of(context), cancellationToken);
        var wanted = given with { Id = id, TaskId = key.Id, Tenant = key.Tenant };
        var known = await configs.ListAsync(key, cancellationToken);
        if (!known.Any(config => config.Config == wanted))
        {
            await CreateAsync(key, wanted, context, cancellationToken);
        }
    }

    public ValueTask ForgetAsync(TaskKey key, CancellationToken cancellationToken)
    {
        hub.Forget(key);
        return configs.RemoveAllAsync(key, cancellationToken);
    }

    /// <summary>A client that names the same address with every message means one webhook. In 0.3, the one without a name has the task's.</summary>
    private async ValueTask<string> InlineIdAsync(TaskKey key, string url, PushFormat format, CancellationToken cancellationToken)
    {
        var known = await configs.ListAsync(key, cancellationToken);
        return known.FirstOrDefault(config => config.Config.Url == url)?.Id ?? (format == PushFormat.V03 ? key.Id : Identifiers.New());
    }

    private async ValueTask UndoAsync(PushConfig config, PushConfig? replaced)
    {
        if (replaced is null)
        {
            await configs.RemoveAsync(config.Key, config.Id, CancellationToken.None);
            hub.Detach(config.Key, config.Id);
        }
        else
        {
            await configs.SaveAsync(replaced, CancellationToken.None);
            hub.Attach(replaced, held: false);
        }
    }

    private async ValueTask<IReadOnlyList<PushConfig>> FindAsync(TaskKey key, CancellationToken cancellationToken)
    {
        var found = await configs.ListAsync(key, cancellationToken);
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
