using A2AAgent.Protocol;
using A2AAgent.Server.Security.Access;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Limits;

/// <summary>What every call of every binding passes before anything else of it is looked at: access control, and the caller's rate.</summary>
internal sealed class Admission(AccessControl access, RateLimits rates)
{
    /// <exception cref="AgentException">The caller is not known, may not call, or calls too often.</exception>
    public ValueTask AdmitAsync(HttpContext http) => rates.IsOn ? CountAsync(http) : access.AdmitAsync(http);

    private async ValueTask CountAsync(HttpContext http)
    {
        try
        {
            await access.AdmitAsync(http);
        }
        catch (AgentException refused) when (ReferenceEquals(refused.Error, AgentError.Unauthenticated) || ReferenceEquals(refused.Error, AgentError.PermissionDenied))
        {
            // Guessing credentials is limited too, by where the guesses come from; and so are calls that a credential is not enough for.
            await rates.CountAsync(RateKey.OfAddress(http.Connection.RemoteIpAddress), http.RequestAborted);
            throw;
        }

        await rates.CountAsync(RateKey.Of(http), http.RequestAborted);
    }
}
