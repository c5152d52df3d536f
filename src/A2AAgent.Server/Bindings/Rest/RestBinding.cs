using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace A2AAgent.Server.Bindings.Rest;

/// <summary>HTTP+JSON (specification, section 11): the resources below the agent's base path, each also below a tenant.</summary>
internal static class RestBinding
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var operations = new RestOperations(routes.ServiceProvider);
        Map(routes.MapGroup(""), operations);
        Map(routes.MapGroup("/{tenant}"), operations);
    }

    private static void Map(RouteGroupBuilder routes, RestOperations operations)
    {
        Add(routes, "POST", "/message:send", operations.SendMessageAsync);
        Add(routes, "POST", "/message:stream", operations.SendStreamingMessageAsync);
        Add(routes, "GET", "/tasks", operations.ListTasksAsync);
        Add(routes, "GET", "/tasks/{id}", operations.GetTaskAsync);
        Add(routes, "POST", "/tasks/{id}:cancel", operations.CancelTaskAsync);

        // The protocol's own definition says GET and its text says POST.
        Add(routes, "GET", "/tasks/{id}:subscribe", operations.SubscribeToTaskAsync);
        Add(routes, "POST", "/tasks/{id}:subscribe", operations.SubscribeToTaskAsync);
        Add(routes, "POST", "/tasks/{id}/pushNotificationConfigs", operations.CreatePushConfigAsync);
        Add(routes, "GET", "/tasks/{id}/pushNotificationConfigs", operations.ListPushConfigsAsync);
        Add(routes, "GET", "/tasks/{id}/pushNotificationConfigs/{configId}", operations.GetPushConfigAsync);
        Add(routes, "DELETE", "/tasks/{id}/pushNotificationConfigs/{configId}", operations.DeletePushConfigAsync);
        Add(routes, "GET", "/extendedAgentCard", operations.GetExtendedAgentCardAsync);
    }

    private static void Add(RouteGroupBuilder routes, string method, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, [method], handler).WithDisplayName($"A2A HTTP+JSON {method} {pattern}");
}
