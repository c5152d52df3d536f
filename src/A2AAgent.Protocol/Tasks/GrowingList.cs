using System.Collections;

namespace A2AAgent.Protocol;

/// <summary>
/// An immutable list whose <see cref="Add"/> shares the array of the list it grows from, so that appending one item after another
/// costs what it costs in a mutable list.
/// </summary>
/// <remarks>Readers may be on any thread. Two lists that grow from the same one do not disturb each other: the second copies.</remarks>
internal sealed class GrowingList<T> : IReadOnlyList<T>
{
    private readonly Storage _storage;

    private GrowingList(Storage storage, int count)
    {
        _storage = storage;
        Count = count;
    }

    public int Count { get; }

    public T this[int index] => (uint)index < (uint)Count ? _storage.Items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The list with one more item.</summary>
    public static GrowingList<T> Add(IReadOnlyList<T> list, T item)
    {
        var source = list as GrowingList<T>;
        if (source is not null && source.Count < source._storage.Items.Length && source._storage.TryClaim(source.Count))
        {
            source._storage.Items[source.Count] = item;
            return new GrowingList<T>(source._storage, source.Count + 1);
        }

        var items = new T[Math.Max(4, list.Count * 2)];
        for (var i = 0; i < list.Count; i++)
        {
            items[i] = list[i];
        }

        items[list.Count] = item;
        return new GrowingList<T>(new Storage(items, list.Count + 1), list.Count + 1);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _storage.Items[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Storage(T[] items, int used)
    {
        private int _used = used;

        public T[] Items { get; } = items;

        public bool TryClaim(int index) => Interlocked.CompareExchange(ref _used, index + 1, index) == index;
    }
}
