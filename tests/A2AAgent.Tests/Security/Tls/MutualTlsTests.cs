using System.Security.Cryptography.X509Certificates;
using A2AAgent.Server.Security.Tls;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>Callers known by the certificate of their connection, on every binding.</summary>
public sealed class MutualTlsTests : IAsyncLifetime
{
    private const string Planner = "spiffe://acme.test/ns/travel/sa/planner";
    private const string Booker = "spiffe://acme.test/ns/travel/sa/booker";

    private static readonly (string, string)[] Settings =
    [
        ("Agent:Security:Schemes:mesh:Type", "mutualTls"),
        ("Agent:Security:Schemes:mesh:Allow:0", "spiffe://acme.test/ns/travel/*"),
        ("Agent:Security:Schemes:mesh:Allow:1", "dns:client.test"),
        ("Agent:Security:Schemes:mesh:Allow:2", "subject:CN=client, O=Acme"),
    ];

    private TlsAgent? _agent;

    private TlsAgent Agent => _agent!;

    public static TheoryData<string> Bindings => TlsCaller.Bindings;

    public static MatrixTheoryData<string, string> Refusals => new(Bindings.Select(static row => row.Data),
        ["wrong trust domain", "wrong path", "the trust domain itself", "two URIs", "a URI beside", "signs certificates", "not a listed name", "no names"]);

    public async ValueTask InitializeAsync() => _agent = await TlsAgent.StartAsync(ClientCertificates.Allow, null, Settings);

    public async ValueTask DisposeAsync() => await Agent.DisposeAsync();

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_listed_spiffe_id_may_call(string binding)
    {
        using var client = Connect(Leaf.Of(Planner));

        Assert.Equal("OK", await client.CallAsync(binding));
        Assert.Equal("OK", await client.CallAsync(binding));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task So_may_a_listed_dns_name_and_a_listed_distinguished_name(string binding)
    {
        using var named = Connect(new Leaf { DnsNames = ["client.test"] });
        using var distinguished = Connect(new Leaf { Subject = "CN=client, O=Acme" });

        Assert.Equal("OK", await named.CallAsync(binding));
        Assert.Equal("OK", await distinguished.CallAsync(binding));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_caller_without_certificate_is_told_that_one_is_needed(string binding)
    {
        using var client = Agent.Connect();

        await Outcomes.UnauthenticatedAsync(client, binding, "A credential is required. This takes a client certificate.");
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_valid_certificate_of_somebody_else_is_refused_with_the_reason(string binding, string kind)
    {
        var (leaf, reason) = kind switch
        {
            "wrong trust domain" => (Leaf.Of("spiffe://other.test/ns/travel/sa/planner"), "SPIFFE ID may not call"),
            "wrong path" => (Leaf.Of("spiffe://acme.test/ns/finance/sa/planner"), "SPIFFE ID may not call"),
            "the trust domain itself" => (Leaf.Of("spiffe://acme.test"), "malformed or names no workload"),
            "two URIs" => (Leaf.Of(Planner, Booker), "a SPIFFE ID and another URI"),
            "a URI beside" => (Leaf.Of(Planner, "https://acme.test/"), "a SPIFFE ID and another URI"),
            "signs certificates" => (Leaf.Of(Planner) with { KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign }, "signs certificates"),
            "not a listed name" => (new Leaf { DnsNames = ["other.test"] }, "its other names may not call"),
            _ => (new Leaf(), "its other names may not call"),
        };
        using var client = Connect(leaf);

        await Outcomes.UnauthenticatedAsync(client, binding, reason);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task The_card_needs_no_certificate_and_says_that_calls_do(string binding)
    {
        using var client = Agent.Connect();

        using var response = await client.GetAsync("/.well-known/agent-card.json");
        var card = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("""{"mesh":{"mtlsSecurityScheme":{}}}""", card, StringComparison.Ordinal);
        Assert.NotEqual("OK", await client.CallAsync(binding));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Who_may_not_call_by_certificate_may_by_another_scheme(string binding)
    {
        const string Key = "a-key-for-this-test-only";
        await using var agent = await TlsAgent.StartAsync(ClientCertificates.Allow, null,
            [.. Settings, ("Agent:Security:Schemes:key:Type", "apiKey"), ("Agent:Security:Schemes:key:Keys:one:Value", Key)]);
        using var client = agent.Connect(agent.Root.Issue(Leaf.Of("spiffe://other.test/a")));

        Assert.Equal("OK", await client.CallAsync(binding, static request => request.Headers.Add("X-API-Key", Key)));
        Assert.NotEqual("OK", await client.CallAsync(binding, static request => request.Headers.Add("X-API-Key", Key + "!")));
    }

    [Fact]
    public async Task A_task_belongs_to_the_identity_and_not_to_its_certificate()
    {
        using var planner = Connect(Leaf.Of(Planner));
        using var renewed = Connect(Leaf.Of(Planner));
        using var booker = Connect(Leaf.Of(Booker));
        var id = await planner.CreateTaskAsync();

        Assert.True(await planner.FindsAsync(id));
        Assert.True(await renewed.FindsAsync(id));
        Assert.False(await booker.FindsAsync(id));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task The_forwarded_header_counts_for_nothing_where_the_connection_counts(string binding)
    {
        using var client = Agent.Connect();

        Assert.NotEqual("OK", await client.CallAsync(binding, static request => request.Headers.Add("X-Forwarded-Client-Cert", $"URI={Planner}")));
    }

    private TlsCaller Connect(Leaf leaf) => Agent.Connect(Agent.Root.Issue(leaf));
}
