using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Security;

/// <summary>Checks the credentials of one scheme. One instance per scheme serves all requests, concurrently.</summary>
internal interface ISchemeAuthenticator
{
    /// <summary>
    /// Success with a principal whose identity is a <see cref="CallerIdentity"/>; no result when the request has no credential of this
    /// scheme; failure when it has one that is not accepted, with a message for the client: no secrets, and no more than it needs to know.
    /// Results of successes may be the same objects again and again.
    /// </summary>
    /// <remarks>Throws only for faults of the agent or of what it depends on, never for what a request brings.</remarks>
    ValueTask<AuthenticateResult> AuthenticateAsync(HttpContext http);
}
