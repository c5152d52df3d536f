using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace A2AAgent.Server.Security;

/// <summary>
/// The agent's schemes as ASP.NET Core knows authentication, for endpoints of the application's own. The bindings ask the same
/// authenticator without the handler in between, which would cost a service scope per request.
/// </summary>
internal sealed class AgentSchemeHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SchemeAuthenticators authenticators)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => authenticators[Scheme.Name].AuthenticateAsync(Context).AsTask();

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await base.HandleChallengeAsync(properties);
        Response.Headers.WWWAuthenticate = authenticators.Challenge(Scheme.Name);
    }
}
