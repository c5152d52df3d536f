using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Security.Access;

/// <summary>Asks one scheme who calls: the agent's own authenticator, or the handler that the application has put in its place.</summary>
internal sealed class SchemeCheck(PlannedScheme scheme, ISchemeAuthenticator? own)
{
    private const string NotAccepted = "the credential was not accepted";

    public string Name => scheme.Name;

    public ValueTask<AuthenticateResult> AskAsync(HttpContext http) => own is null ? AskHandlerAsync(http) : own.AuthenticateAsync(http);

    private async ValueTask<AuthenticateResult> AskHandlerAsync(HttpContext http)
    {
        var result = await http.AuthenticateAsync(scheme.Name);
        if (result.Succeeded)
        {
            return ForeignIdentity.From(result.Principal, scheme) is { } identity ? identity.ToResult() : AuthenticateResult.Fail("the credential names no subject");
        }

        // What the handler says may hold more than a client should read; the handler logs it itself.
        return result.None ? result : AuthenticateResult.Fail(NotAccepted);
    }
}
