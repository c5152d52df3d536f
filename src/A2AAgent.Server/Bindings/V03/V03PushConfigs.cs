using A2AAgent.Protocol;

namespace A2AAgent.Server.Bindings.V03;

/// <summary>Operations on webhooks where those of 0.3 are not quite those of 1.0.</summary>
internal static class V03PushConfigs
{
    /// <summary>0.3 may leave the configuration open and then means the one that was set without an identifier.</summary>
    public static async ValueTask<TaskPushNotificationConfig> GetAsync(V03Call call, GetTaskPushNotificationConfigRequest request)
    {
        if (request.Id.Length > 0)
        {
            return await call.Service.GetTaskPushNotificationConfigAsync(request, call.Context, call.Aborted);
        }

        var all = await ListAsync(call, new ListTaskPushNotificationConfigsRequest { TaskId = request.TaskId });
        return all.FirstOrDefault(config => config.Id == request.TaskId)
            ?? (all.Count > 0 ? all[0] : null)
            ?? throw new AgentException(AgentError.TaskNotFound, "The task has no push notification configuration.");
    }

    /// <summary>All of them: 0.3 has no pages.</summary>
    public static async ValueTask<IReadOnlyList<TaskPushNotificationConfig>> ListAsync(V03Call call, ListTaskPushNotificationConfigsRequest request)
    {
        var all = new List<TaskPushNotificationConfig>();
        ListTaskPushNotificationConfigsResponse page;
        do
        {
            page = await call.Service.ListTaskPushNotificationConfigsAsync(request, call.Context, call.Aborted);
            all.AddRange(page.Configs);
            request = request with { PageToken = page.NextPageToken };
        }
        while (page.NextPageToken.Length > 0);

        return all;
    }

    public static async ValueTask<bool> DeleteAsync(V03Call call, DeleteTaskPushNotificationConfigRequest request)
    {
        await call.Service.DeleteTaskPushNotificationConfigAsync(request, call.Context, call.Aborted);
        return true;
    }
}
