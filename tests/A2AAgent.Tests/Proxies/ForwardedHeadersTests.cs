using System.Net;
using A2AAgent.Protocol;
using A2AAgent.Server.Proxies;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Proxies;

/// <summary>The middleware alone, on requests whose connection comes from 10.0.0.1.</summary>
public sealed class ForwardedHeadersTests
{
    private const ForwardedHeaderNames All = ForwardedHeaderNames.XForwardedFor | ForwardedHeaderNames.XForwardedHost | ForwardedHeaderNames.XForwardedProto | ForwardedHeaderNames.XForwardedPrefix;

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7:4711", "203.0.113.7")]
    [InlineData("[2001:db8::7]:4711", "2001:db8::7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("198.51.100.1, 203.0.113.7", "203.0.113.7")] // the first is what the client wrote itself
    [InlineData("203.0.113.7, 10.9.9.9, 10.8.8.8", "203.0.113.7")]
    [InlineData("203.0.113.7, unknown", "10.0.0.1")]
    [InlineData("203.0.113.7, _hidden, 10.8.8.8", "10.8.8.8")]
    [InlineData("10.1.1.1, 10.2.2.2", "10.1.1.1")]
    [InlineData("", "10.0.0.1")]
    [InlineData(", ,", "10.0.0.1")]
    [InlineData("999.1.1.1", "10.0.0.1")]
    public void The_client_is_the_last_address_that_is_no_trusted_proxy(string header, string client)
    {
        var http = Request(("X-Forwarded-For", header));

        Make().Apply(http);

        Assert.Equal(IPAddress.Parse(client), http.Connection.RemoteIpAddress);
    }

    [Fact]
    public void A_chain_of_proxies_is_followed_to_a_bound()
    {
        var http = Request(("X-Forwarded-For", "203.0.113.7, " + string.Join(", ", Enumerable.Range(1, 40).Select(static i => $"10.0.1.{i}"))));

        Make().Apply(http);

        Assert.Equal(IPAddress.Parse("10.0.1.25"), http.Connection.RemoteIpAddress);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("::ffff:192.0.2.1")]
    public void From_elsewhere_nothing_is_believed(string peer)
    {
        var http = Request(("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/evil"), ("Forwarded", "for=203.0.113.7;host=evil.example"));
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);

        Make(All).Apply(http);

        Assert.Equal((peer, "http", "agent.internal:8080", ""), (http.Connection.RemoteIpAddress.ToString(), http.Request.Scheme, http.Request.Host.Value, http.Request.PathBase.Value));
    }

    [Fact]
    public void A_proxy_in_the_form_of_ipv6_is_the_same_proxy()
    {
        var http = Request(("X-Forwarded-For", "203.0.113.7"));
        http.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:10.0.0.1");

        Make().Apply(http);

        Assert.Equal("203.0.113.7", http.Connection.RemoteIpAddress.ToString());
    }

    [Fact]
    public void Host_and_prefix_count_only_when_they_are_listed()
    {
        var http = Request(("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/evil"), ("X-Forwarded-Proto", "https"));

        Make().Apply(http);

        Assert.Equal(("https", "agent.internal:8080", ""), (http.Request.Scheme, http.Request.Host.Value, http.Request.PathBase.Value));
    }

    [Fact]
    public void All_of_them_say_how_the_client_reaches_the_agent()
    {
        var http = Request(("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Host", "agents.example.com"), ("X-Forwarded-Prefix", "/expenses/"), ("X-Forwarded-Proto", "HTTPS"));

        Make(All).Apply(http);

        Assert.Equal(("https", "agents.example.com", "/expenses"), (http.Request.Scheme, http.Request.Host.Value, http.Request.PathBase.Value));
    }

    [Fact]
    public void Lists_are_read_as_far_as_proxies_are_trusted()
    {
        // Two proxies of ours; what stands before their entries came from outside.
        var http = Request(("X-Forwarded-For", "1.2.3.4, 203.0.113.7, 10.9.9.9"), ("X-Forwarded-Host", "evil.example, agents.example.com, inner.example"), ("X-Forwarded-Proto", "ftp, https, http"));

        Make(All).Apply(http);

        Assert.Equal(("203.0.113.7", "https", "agents.example.com"), (http.Connection.RemoteIpAddress!.ToString(), http.Request.Scheme, http.Request.Host.Value));
    }

    [Theory]
    [InlineData("X-Forwarded-Proto", "javascript")]
    [InlineData("X-Forwarded-Proto", "")]
    [InlineData("X-Forwarded-Host", "a b")]
    [InlineData("X-Forwarded-Host", "user@evil.example")]
    [InlineData("X-Forwarded-Host", "evil.example/path")]
    [InlineData("X-Forwarded-Host", "evil.example:port")]
    [InlineData("X-Forwarded-Prefix", "expenses")]
    [InlineData("X-Forwarded-Prefix", "//evil.example")]
    [InlineData("X-Forwarded-Prefix", "/a/../b")]
    [InlineData("X-Forwarded-Prefix", "/a?b")]
    [InlineData("X-Forwarded-Prefix", "/<script>")]
    public void What_cannot_be_is_ignored(string name, string value)
    {
        var http = Request((name, value));

        Make(All).Apply(http);

        Assert.Equal(("http", "agent.internal:8080", ""), (http.Request.Scheme, http.Request.Host.Value, http.Request.PathBase.Value));
    }

    [Theory]
    [InlineData("for=203.0.113.7;proto=https;host=agents.example.com;by=10.0.0.1")]
    [InlineData("For=\"203.0.113.7:4711\" ; Proto=HTTPS; HOST=\"agents.example.com\"")]
    [InlineData("for=1.2.3.4;host=evil.example, for=203.0.113.7;proto=https;host=agents.example.com")]
    [InlineData("for=203.0.113.7;proto=https;host=agents.example.com, for=10.9.9.9;proto=http;host=inner.example")]
    public void The_standard_header_says_the_same(string header)
    {
        var http = Request(("Forwarded", header), ("X-Forwarded-For", "6.6.6.6"));

        Make(ForwardedHeaderNames.Forwarded).Apply(http);

        Assert.Equal(("203.0.113.7", "https", "agents.example.com"), (http.Connection.RemoteIpAddress!.ToString(), http.Request.Scheme, http.Request.Host.Value));
    }

    [Theory]
    [InlineData("for=\"203.0.113.7")]
    [InlineData("for=\"203.0.113.7\"x;host=evil.example")]
    [InlineData("203.0.113.7;host=evil.example")]
    [InlineData("for=\"a\\\"b\";host=evil.example")]
    [InlineData("for=unknown")]
    [InlineData(";;,,")]
    [InlineData("=")]
    public void A_standard_header_that_cannot_be_read_says_nothing(string header)
    {
        var http = Request(("Forwarded", header));

        Make(ForwardedHeaderNames.Forwarded).Apply(http);

        Assert.Equal(("10.0.0.1", "http", "agent.internal:8080"), (http.Connection.RemoteIpAddress!.ToString(), http.Request.Scheme, http.Request.Host.Value));
    }

    [Fact]
    public void An_ipv6_address_in_the_standard_header()
    {
        var http = Request(("Forwarded", "for=\"[2001:db8:cafe::17]:4711\""));

        Make(ForwardedHeaderNames.Forwarded).Apply(http);

        Assert.Equal(IPAddress.Parse("2001:db8:cafe::17"), http.Connection.RemoteIpAddress);
    }

    [Fact]
    public void Without_proxies_there_is_nothing_to_do_and_both_kinds_at_once_are_a_mistake()
    {
        Assert.Null(ForwardedHeaders.Make(new ForwardedHeadersOptions()));
        Assert.Contains("Agent:ForwardedHeaders:Headers", Assert.Throws<AgentConfigurationException>(() => Make(ForwardedHeaderNames.Forwarded | ForwardedHeaderNames.XForwardedFor)).Message, StringComparison.Ordinal);
        Assert.Throws<AgentConfigurationException>(() => Make((ForwardedHeaderNames)64));
        Assert.Contains("TrustedProxies:0 is 'proxy'", Assert.Throws<AgentConfigurationException>(() => ForwardedHeaders.Make(new ForwardedHeadersOptions { TrustedProxies = { "proxy" } })).Message, StringComparison.Ordinal);
    }

    private static ForwardedHeaders Make(ForwardedHeaderNames? names = null)
    {
        var options = new ForwardedHeadersOptions { TrustedProxies = { "10.0.0.0/8" } };
        options.Headers = names ?? options.Headers;
        return ForwardedHeaders.Make(options)!;
    }

    private static DefaultHttpContext Request(params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.1");
        (http.Request.Scheme, http.Request.Host) = ("http", new HostString("agent.internal:8080"));
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        return http;
    }
}
