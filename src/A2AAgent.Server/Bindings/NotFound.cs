using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings;

/// <summary>Gives requests that nothing answers the error of the binding instead of an empty page.</summary>
internal static class NotFound
{
    private static readonly AgentException NothingHere = new(AgentError.MethodNotFound,
        $"Nothing is at this address; the Agent Card at {AgentCard.CardEndpoint.Path} says where the agent answers.");

    public static void Use(IApplicationBuilder app) =>
        app.Use(static next => http => http.GetEndpoint() is null ? AnswerAsync(http, next) : next(http));

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.GetEndpoint() is null && http.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false, ContentLength: null })
        {
            await RestCall.ErrorAsync(http, NothingHere);
        }
    }
}
