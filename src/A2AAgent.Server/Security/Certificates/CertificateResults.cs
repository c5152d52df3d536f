using Microsoft.AspNetCore.Authentication;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>Results of authentication by certificate. A certificate says who its holder is; it has no scopes and no tenant.</summary>
internal static class CertificateResults
{
    public static AuthenticateResult Of(string scheme, CertificateSubject subject) =>
        subject.Name is { } name ? new CallerIdentity(scheme, name, tenant: "", scopes: []).ToResult() : AuthenticateResult.Fail(subject.Refusal!);
}
