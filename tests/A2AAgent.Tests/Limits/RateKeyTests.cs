using System.Net;
using A2AAgent.Server.Limits;

namespace A2AAgent.Tests.Limits;

public sealed class RateKeyTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")]
    public void Addresses_of_one_client_are_counted_together(string one, string other) =>
        Assert.Equal(RateKey.OfAddress(IPAddress.Parse(one)), RateKey.OfAddress(IPAddress.Parse(other)));

    [Fact]
    public void Addresses_of_different_clients_are_counted_apart_but_for_a_few()
    {
        var keys = Enumerable.Range(0, 256).Select(static i => RateKey.OfAddress(IPAddress.Parse($"192.0.2.{i}")))
            .Concat(Enumerable.Range(0, 256).Select(static i => RateKey.OfAddress(IPAddress.Parse($"2001:db8:{i:x}::1"))));

        Assert.InRange(keys.Distinct().Count(), 490, 512);
    }

    [Fact]
    public void However_many_addresses_there_are_their_counters_are_bounded()
    {
        var keys = Enumerable.Range(0, 300_000).Select(static i => RateKey.OfAddress(new IPAddress(i)));

        Assert.InRange(keys.Distinct().Count(), 60_000, 65_536);
    }
}
