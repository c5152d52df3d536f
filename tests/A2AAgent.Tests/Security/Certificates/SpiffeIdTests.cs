using A2AAgent.Server.Security.Certificates;

namespace A2AAgent.Tests.Security.Certificates;

/// <summary>SPIFFE-ID, section 2.</summary>
public sealed class SpiffeIdTests
{
    [Theory]
    [InlineData("spiffe://acme.test", "acme.test", "")]
    [InlineData("spiffe://acme.test/a", "acme.test", "/a")]
    [InlineData("spiffe://acme.test/ns/travel/sa/planner", "acme.test", "/ns/travel/sa/planner")]
    [InlineData("spiffe://a_b-c.9/X.y_z-0", "a_b-c.9", "/X.y_z-0")]
    [InlineData("spiffe://10.0.0.1/a", "10.0.0.1", "/a")]
    [InlineData("spiffe://acme.test/...", "acme.test", "/...")]
    public void An_identity_is_a_trust_domain_and_a_path(string text, string domain, string path)
    {
        Assert.True(SpiffeId.TryParse(text, out var id));
        Assert.Equal((text, domain, path), (id.Text, id.TrustDomain, id.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("acme.test/a")]
    [InlineData("https://acme.test/a")]
    [InlineData("spiffe:/acme.test/a")]
    [InlineData("spiffe://")]
    [InlineData("spiffe:///a")]
    [InlineData("SPIFFE://acme.test/a")]
    [InlineData("spiffe://Acme.test/a")]
    [InlineData("spiffe://user@acme.test/a")]
    [InlineData("spiffe://acme.test:443/a")]
    [InlineData("spiffe://acme%2etest/a")]
    [InlineData("spiffe://äcme.test/a")]
    [InlineData("spiffe://[::1]/a")]
    [InlineData("spiffe://acme.test/")]
    [InlineData("spiffe://acme.test/a/")]
    [InlineData("spiffe://acme.test//a")]
    [InlineData("spiffe://acme.test/a/./b")]
    [InlineData("spiffe://acme.test/a/../b")]
    [InlineData("spiffe://acme.test/..")]
    [InlineData("spiffe://acme.test/a%2fb")]
    [InlineData("spiffe://acme.test/a b")]
    [InlineData("spiffe://acme.test/ä")]
    [InlineData("spiffe://acme.test/a?b=c")]
    [InlineData("spiffe://acme.test?b")]
    [InlineData("spiffe://acme.test/a#b")]
    [InlineData("spiffe://acme.test/a\0")]
    [InlineData("spiffe://acme.test/*")]
    [InlineData(" spiffe://acme.test/a")]
    public void Anything_else_is_none(string text) => Assert.False(SpiffeId.TryParse(text, out _));

    [Theory]
    [InlineData(2048, true)]
    [InlineData(2049, false)]
    public void An_identity_has_at_most_2048_bytes(int length, bool valid) =>
        Assert.Equal(valid, SpiffeId.TryParse("spiffe://acme.test/".PadRight(length, 'a'), out _));

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_trust_domain_has_at_most_255_bytes(int length, bool valid) =>
        Assert.Equal(valid, SpiffeId.TryParse($"spiffe://{new string('a', length)}/a", out _));
}
