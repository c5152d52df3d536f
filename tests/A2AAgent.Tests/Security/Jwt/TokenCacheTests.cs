using System.Text;
using A2AAgent.Protocol.Signing;
using A2AAgent.Server.Security.Jwt;

namespace A2AAgent.Tests.Security.Jwt;

public sealed class TokenCacheTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly VerifiedToken Token = new("jwt", JwtClaims.Read("""{"iss":"i","sub":"alice","exp":2000000000}"""u8, new JwtOptions()));

    private readonly IssuerKeys _keys = new("i", new JsonWebKeySet());
    private readonly TokenCache _cache = new(1_000);

    [Fact]
    public void A_token_is_found_until_its_time_is_over()
    {
        Add("a", Now.AddMinutes(1));

        Assert.Same(Token, _cache.Find(Hash("a"), _keys, Now.AddSeconds(59)));
        Assert.Null(_cache.Find(Hash("a"), _keys, Now.AddMinutes(1)));
        Assert.Null(_cache.Find(Hash("b"), _keys, Now));
    }

    [Fact]
    public void A_token_verified_with_other_keys_is_not_found()
    {
        Add("a");

        Assert.Null(_cache.Find(Hash("a"), new IssuerKeys("i", new JsonWebKeySet()), Now));
        Assert.Null(_cache.Find(Hash("a"), null, Now));
    }

    [Fact]
    public void A_flood_of_tokens_used_once_neither_grows_it_nor_drives_out_those_in_use()
    {
        var used = Enumerable.Range(0, 100).Select(static index => $"used {index}").ToArray();
        foreach (var token in used)
        {
            Add(token);
            Assert.NotNull(_cache.Find(Hash(token), _keys, Now));
        }

        for (var index = 0; index < 100_000; index++)
        {
            Add($"once {index}");
        }

        Assert.Equal(1_024, _cache.Capacity);
        Assert.InRange(_cache.Count, 900, _cache.Capacity);
        Assert.Equal(used.Length, used.Count(token => _cache.Find(Hash(token), _keys, Now) is not null));
    }

    [Fact]
    public void Tokens_that_are_over_make_room()
    {
        for (var index = 0; index < 10_000; index++)
        {
            Add($"old {index}", Now.AddMinutes(1));
            _cache.Find(Hash($"old {index}"), _keys, Now);
        }

        _cache.Add(Hash("new"), Token, _keys, Now.AddMinutes(5), Now.AddMinutes(2));

        Assert.NotNull(_cache.Find(Hash("new"), _keys, Now.AddMinutes(2)));
    }

    [Fact]
    public void Tokens_that_are_no_longer_used_make_room_in_the_end()
    {
        for (var index = 0; index < 10_000; index++)
        {
            Add($"old {index}");
            _cache.Find(Hash($"old {index}"), _keys, Now);
        }

        // Where all places are in use, they age with each attempt.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Add("new");
        }

        Assert.NotNull(_cache.Find(Hash("new"), _keys, Now));
    }

    [Fact]
    public async Task Many_readers_and_writers_see_only_whole_entries()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var index = 0; index < 50_000; index++)
            {
                Add($"{index % 5_000}");
                Assert.True(_cache.Find(Hash($"{index % 5_000}"), _keys, Now) is null or { Expires.Year: 2033 });
            }
        })));

        Assert.InRange(_cache.Count, 1, _cache.Capacity);
    }

    private static TokenHash Hash(string token) => TokenHash.Of(Encoding.ASCII.GetBytes(token));

    private void Add(string token, DateTimeOffset? until = null) => _cache.Add(Hash(token), Token, _keys, until ?? Now.AddMinutes(5), Now);
}
