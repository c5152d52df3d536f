namespace A2AAgent.Tests.Security.Matrix;

/// <summary>Certificates that a proxy has checked; the tests are the proxy. Those of connections have no place in a matrix of plain HTTP.</summary>
internal static class ForwardedCertificateCases
{
    private const string Scheme = "Agent:Security:Schemes:mesh:";

    public static IReadOnlyList<SchemeCase> All { get; } =
    [
        new("certificate, forwarded",
            [(Scheme + "Type", "mutualTls"), (Scheme + "Source", "forwarded"), (Scheme + "TrustedProxies:0", "127.0.0.1"), (Scheme + "Allow:0", "spiffe://acme.test/ns/travel/*")],
            [
                new("none", 401, static _ => { }),
                new("right", 200, Says("Hash=00;URI=spiffe://acme.test/ns/travel/sa/planner")),
                new("of another namespace", 401, Says("Hash=00;URI=spiffe://acme.test/ns/payroll/sa/planner")),
                new("of another trust domain", 401, Says("Hash=00;URI=spiffe://other.test/ns/travel/sa/planner")),
                new("right, but not the last", 401, Says("Hash=00;URI=spiffe://acme.test/ns/travel/sa/planner,Hash=01;URI=spiffe://other.test/a")),
                new("malformed", 401, Says("URI=\"spiffe://acme.test/ns/travel/sa/planner")),
            ]),
    ];

    private static Action<HttpRequestMessage> Says(string value) => message => message.Headers.TryAddWithoutValidation("X-Forwarded-Client-Cert", value);
}
