using A2AAgent.Protocol;

namespace A2AAgent.Tests.Execution;

public sealed class GrowingListTests
{
    [Fact]
    public void Earlier_lists_do_not_see_what_is_added_later()
    {
        var lists = new List<IReadOnlyList<int>> { Array.Empty<int>() };
        for (var i = 0; i < 100; i++)
        {
            lists.Add(GrowingList<int>.Add(lists[^1], i));
        }

        Assert.All(lists.Index(), static pair => Assert.Equal(Enumerable.Range(0, pair.Index), pair.Item));
    }

    [Fact]
    public void Two_lists_that_grow_from_the_same_one_do_not_disturb_each_other()
    {
        var stem = GrowingList<int>.Add([], 1);

        var left = GrowingList<int>.Add(stem, 2);
        var right = GrowingList<int>.Add(stem, 3);

        Assert.Equal([1], stem);
        Assert.Equal([1, 2], left);
        Assert.Equal([1, 3], right);
    }

    [Fact]
    public void An_index_outside_the_list_is_refused_although_the_array_has_it()
    {
        var list = GrowingList<int>.Add([], 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => list[1]);
    }
}
