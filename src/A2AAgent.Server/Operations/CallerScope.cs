using System.Security.Claims;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Security;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations;

/// <summary>Whose tasks a caller may see: its tenant and its own identity.</summary>
internal sealed class CallerScope(AgentOptions options, Audit audit)
{
    private static readonly string[] NoTenants = [];

    /// <exception cref="AgentException">The request and its address name two tenants, or one that is not the caller's or not served.</exception>
    public TaskScope Of(string tenant, CallContext context)
    {
        tenant = Named(tenant, context);
        var owner = Owner(context.Principal);
        foreach (var own in Tenants(context.Principal))
        {
            if (tenant.Length == 0)
            {
                tenant = own;
            }
            else if (tenant != own)
            {
                throw Denied(owner, tenant, "The credential belongs to another tenant.");
            }
        }

        if (options.Tenants.Count > 0)
        {
            RequireServed(tenant, owner);
        }

        return new TaskScope(tenant, owner);
    }

    private static string Named(string tenant, CallContext context)
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
        return tenant;
    }

    private void RequireServed(string tenant, string owner)
    {
        if (tenant.Length == 0)
        {
            throw AgentException.InvalidParams("tenant", "is needed: this agent serves certain tenants only");
        }

        if (!options.Tenants.Contains(tenant))
        {
            throw Denied(owner, tenant, "This agent does not serve this tenant.");
        }
    }

    private AgentException Denied(string owner, string tenant, string why)
    {
        audit.Denied(Audit.Clip(owner), $"act for tenant {Audit.Clip(tenant)}", why);
        return new AgentException(AgentError.PermissionDenied, why);
    }

    /// <summary>What the scheme knows may be another's name in another scheme, so the scheme is part of the owner.</summary>
    private static string Owner(ClaimsPrincipal principal)
    {
        if (principal is Caller caller)
        {
            return caller.Owner;
        }

        if (principal.Identity is not { IsAuthenticated: true } identity)
        {
            return "";
        }

        var subject = principal.FindFirst(CallerIdentity.SubjectClaim)?.Value ?? principal.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? identity.Name
            ?? throw new InvalidOperationException("The authentication handler gave an identity without subject and name: tasks would belong to nobody.");
        return $"{identity.AuthenticationType}|{subject}";
    }

    private static IReadOnlyList<string> Tenants(ClaimsPrincipal principal) => principal switch
    {
        Caller caller => caller.Tenants,
        { Identity.IsAuthenticated: true } => [.. principal.FindAll(CallerIdentity.TenantClaim).Select(static claim => claim.Value)],
        _ => NoTenants,
    };
}
