using System.Text;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Tests.Tasks;

public sealed class JsonPagesTests
{
    [Fact]
    public void What_is_kept_stays_as_it_was_however_much_comes_and_goes()
    {
        var pages = new JsonPages();
        var random = new Random(20260101);
        var kept = new List<(StoredJson Json, string Text)>();
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string((char)('a' + (i % 26)), random.Next(1, i % 100 == 0 ? 20_000 : 2_000));
            kept.Add((pages.Add(Encoding.ASCII.GetBytes(text)), text));
            while (kept.Count > 300)
            {
                // Mostly the oldest, as in the store, but a few stay behind and hold their pages.
                var gone = random.Next(20) == 0 ? random.Next(kept.Count) : 0;
                pages.Remove(kept[gone].Json);
                kept.RemoveAt(gone);
            }
        }

        Assert.All(kept, entry => Assert.Equal(entry.Text, Encoding.ASCII.GetString(entry.Json.Utf8)));
    }

    [Fact]
    public void Pages_are_used_again()
    {
        var pages = new JsonPages();
        var json = new byte[1000];
        var kept = new Queue<StoredJson>();
        var used = new HashSet<JsonPage>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < 10_000; i++)
        {
            kept.Enqueue(pages.Add(json));
            used.Add(kept.Last().Page);
            if (kept.Count > 100)
            {
                pages.Remove(kept.Dequeue());
            }
        }

        Assert.InRange(used.Count, 2, 6);
    }
}
