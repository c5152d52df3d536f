using A2AAgent.Protocol;
using A2AAgent.Server.Security.Certificates;

namespace A2AAgent.Tests.Security.Certificates;

public sealed class AllowListTests
{
    private const string Setting = "Agent:Security:Schemes:mesh:Allow";

    [Theory]
    [InlineData("spiffe://acme.test/a", "spiffe://acme.test/a", true)]
    [InlineData("spiffe://acme.test/a", "spiffe://acme.test/A", false)]
    [InlineData("spiffe://acme.test/a", "spiffe://acme.test/a/b", false)]
    [InlineData("spiffe://acme.test/a", "spiffe://other.test/a", false)]
    [InlineData("spiffe://acme.test/ns/x/*", "spiffe://acme.test/ns/x/sa/y", true)]
    [InlineData("spiffe://acme.test/ns/x/*", "spiffe://acme.test/ns/x", false)]
    [InlineData("spiffe://acme.test/ns/x/*", "spiffe://acme.test/ns/xy/sa/y", false)]
    [InlineData("spiffe://acme.test/*", "spiffe://acme.test/a", true)]
    [InlineData("spiffe://acme.test/*", "spiffe://acme.test", false)]
    [InlineData("spiffe://acme.test/*", "spiffe://acme.test.evil/a", false)]
    [InlineData("spiffe://acme.test/*", "spiffe://sub.acme.test/a", false)]
    public void An_identity_is_allowed_by_itself_or_by_what_it_is_below(string entry, string text, bool allowed)
    {
        Assert.True(SpiffeId.TryParse(text, out var id));

        Assert.Equal(allowed, new AllowList(["spiffe://elsewhere.test/b", entry], Setting).Allows(id));
    }

    [Fact]
    public void A_dns_name_has_the_spelling_of_the_list()
    {
        var list = new AllowList(["dns:Client.test"], Setting);

        Assert.Equal("Client.test", list.FindName("client.TEST"));
        Assert.Null(list.FindName("other.test"));
        Assert.Null(list.FindName("client.test\0"));
        Assert.Null(list.FindName("*.test"));
    }

    [Fact]
    public void A_distinguished_name_may_be_written_with_and_without_spaces() =>
        Assert.True(new AllowList(["subject:CN=client,O=Acme"], Setting).AllowsSubject("CN=client, O=Acme"));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("acme.test")]
    [InlineData("spiffe://acme.test")]
    [InlineData("spiffe://*/a")]
    [InlineData("spiffe://acme.test/ns/*/sa/b")]
    [InlineData("spiffe://acme.test/a*")]
    [InlineData("spiffe://*")]
    [InlineData("https://acme.test/a")]
    [InlineData("dns:")]
    [InlineData("dns:*.acme.test")]
    [InlineData("dns:a b")]
    [InlineData("subject:")]
    [InlineData("subject:client")]
    public void What_is_no_entry_is_named(string entry)
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => new AllowList(["spiffe://acme.test/a", entry], Setting));

        Assert.StartsWith($"{Setting}:1 is '{entry}'", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_would_let_nobody_in() =>
        Assert.StartsWith($"{Setting} is empty", Assert.Throws<AgentConfigurationException>(() => new AllowList([], Setting)).Message, StringComparison.Ordinal);
}
