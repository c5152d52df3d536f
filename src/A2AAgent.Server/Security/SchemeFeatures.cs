using A2AAgent.Server.Security.Certificates;

namespace A2AAgent.Server.Security;

/// <summary>Makes the authenticators of tokens, in programs that have them.</summary>
internal sealed record TokenFeature(Func<PlannedScheme, IServiceProvider, ISchemeAuthenticator> Create);

/// <summary>Makes the authenticators of connections' certificates, in programs that have them.</summary>
internal sealed record CertificateFeature(Func<string, SubjectRules, ISchemeAuthenticator> Create);
