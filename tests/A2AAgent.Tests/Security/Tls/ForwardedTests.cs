using System.Text;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>A proxy ends TLS and forwards who its client is; the tests are the proxy, or somebody who pretends to be one.</summary>
public sealed class ForwardedTests
{
    private const string Header = "X-Forwarded-Client-Cert";
    private const string Planner = "spiffe://acme.test/ns/travel/sa/planner";
    private const string Booker = "spiffe://acme.test/ns/travel/sa/booker";

    public static TheoryData<string> Bindings => TlsCaller.InClearText;

    public static MatrixTheoryData<string, string> Refusals => new(Bindings.Select(static row => row.Data),
    [
        "wrong trust domain|URI=spiffe://other.test/ns/travel/sa/planner|may not call",
        "two SPIFFE IDs|URI=" + Planner + ";URI=" + Booker + "|a SPIFFE ID and another URI",
        "open quotation mark|Subject=\"CN=a;URI=" + Planner + "|cannot be read",
        "nothing but a hash|Hash=00|may not call",
        "an empty element at the end|URI=" + Planner + ",|cannot be read",
        "the listed one is not the last|URI=" + Planner + ",URI=spiffe://other.test/a|may not call",
        "no grammar at all|" + Planner + "|cannot be read",
        "distinguished name with an escape|Subject=\"CN=client\\,O=Acme\"|may not call",
    ]);

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task What_a_trusted_proxy_says_is_believed(string binding)
    {
        await using var host = await StartAsync("127.0.0.1/32");
        using var proxy = new TlsCaller(host);

        Assert.Equal("OK", await proxy.CallAsync(binding, Says($"By=spiffe://acme.test/agent;Hash=00;Subject=\"\";URI={Planner}")));
        Assert.Equal("OK", await proxy.CallAsync(binding, Says($"URI=spiffe://other.test/a,By=spiffe://acme.test/agent;Hash=00;Subject=\"CN=x, y\";URI={Planner}")));
        Assert.Equal("OK", await proxy.CallAsync(binding, Says("Hash=00;Subject=\"\";URI=;DNS=elsewhere.test;DNS=client.test")));
        Assert.Equal("OK", await proxy.CallAsync(binding, Says("Hash=00;Subject=\"CN=client,O=Acme\"")));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Anything_else_is_refused_with_the_reason(string binding, string example)
    {
        var parts = example.Split('|');
        await using var host = await StartAsync("127.0.0.1");
        using var proxy = new TlsCaller(host);

        await Outcomes.UnauthenticatedAsync(proxy, binding, parts[2], Says(parts[1]));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Who_is_no_trusted_proxy_is_not_listened_to(string binding)
    {
        await using var host = await StartAsync("10.0.0.0/8");
        using var stranger = new TlsCaller(host);

        await Outcomes.UnauthenticatedAsync(stranger, binding, "A credential is required", Says($"URI={Planner}"));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Nor_is_one_that_claims_a_proxys_address(string binding)
    {
        await using var host = await StartAsync("10.0.0.0/8", static builder => builder.Services.AddSingleton<IStartupFilter, BelievesForwardedFor>());
        using var stranger = new TlsCaller(host);

        await Outcomes.UnauthenticatedAsync(stranger, binding, "A credential is required", request =>
        {
            request.Headers.Add("X-Forwarded-For", "10.1.2.3");
            request.Headers.Add(Header, $"URI={Planner}");
        });
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_client_without_certificate_is_told_that_one_is_needed(string binding)
    {
        await using var host = await StartAsync("127.0.0.1");
        using var proxy = new TlsCaller(host);

        await Outcomes.UnauthenticatedAsync(proxy, binding, "A credential is required. This takes a client certificate.");
    }

    [Fact]
    public async Task Two_headers_are_refused()
    {
        await using var host = await StartAsync("127.0.0.1");

        using var connection = await RawConnection.OpenAsync(host.Url);

        var answer = await connection.ExchangeAsync(Encoding.ASCII.GetBytes($"GET /tasks HTTP/1.1\r\nHost: a\r\nA2A-Version: 1.0\r\n{Header}: URI={Planner}\r\n{Header}: URI={Planner}\r\n\r\n"));

        Assert.Equal(401, answer!.Status);
        Assert.Contains("several headers", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_belong_to_whom_the_proxy_names()
    {
        await using var host = await StartAsync("127.0.0.1");
        using var proxy = new TlsCaller(host);
        var id = await proxy.CreateTaskAsync(Says($"URI={Planner}"));

        Assert.True(await proxy.FindsAsync(id, Says($"Hash=01;URI={Planner}")));
        Assert.False(await proxy.FindsAsync(id, Says($"URI={Booker}")));
    }

    /// <summary>More clients than are remembered.</summary>
    [Fact]
    public async Task Many_clients_behind_one_proxy_are_kept_apart()
    {
        await using var host = await StartAsync("127.0.0.1");
        using var proxy = new TlsCaller(host);
        var id = await proxy.CreateTaskAsync(Says($"URI={Planner}"));

        for (var other = 0; other < 300; other++)
        {
            Assert.False(await proxy.FindsAsync(id, Says($"URI=spiffe://acme.test/ns/travel/sa/n{other}")));
        }

        Assert.True(await proxy.FindsAsync(id, Says($"URI={Planner}")));
    }

    private static Action<HttpRequestMessage> Says(string header) => request => Assert.True(request.Headers.TryAddWithoutValidation(Header, header));

    private static Task<AgentHost> StartAsync(string proxies, Action<WebApplicationBuilder>? configure = null) => AgentHost.StartAsync<ScriptedAgent>(
        configure,
        ("Agent:Security:Schemes:mesh:Type", "mutualTls"),
        ("Agent:Security:Schemes:mesh:Source", "forwarded"),
        ("Agent:Security:Schemes:mesh:TrustedProxies:0", proxies),
        ("Agent:Security:Schemes:mesh:Allow:0", "spiffe://acme.test/ns/travel/*"),
        ("Agent:Security:Schemes:mesh:Allow:1", "dns:client.test"),
        ("Agent:Security:Schemes:mesh:Allow:2", "subject:CN=client, O=Acme"));

    /// <summary>An application that takes the address of its clients from a header.</summary>
    private sealed class BelievesForwardedFor : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
            next(app);
        };
    }
}
