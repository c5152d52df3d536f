using System.Security.Claims;
using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations;

/// <summary>Whose tasks a caller may see: its tenant and its own identity.</summary>
internal static class CallerScope
{
    /// <exception cref="AgentException">The request names one tenant and its address another.</exception>
    public static TaskScope Of(string tenant, CallContext context)
    {
        if (context.AddressedTenant is { } addressed)
        {
            if (tenant.Length > 0 && tenant != addressed)
            {
                throw AgentException.InvalidParams("tenant", "differs from the tenant in the path");
            }

            tenant = addressed;
        }

        MessageRules.Identifier("tenant", tenant);
        return new TaskScope(tenant, Owner(context.Principal));
    }

    private static string Owner(ClaimsPrincipal principal) => principal.Identity is { IsAuthenticated: true } identity
        ? principal.FindFirst("sub")?.Value ?? principal.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? identity.Name
            ?? throw new InvalidOperationException("The authentication handler gave an identity without subject and name: tasks would belong to nobody.")
        : "";
}
