namespace A2AAgent.Server.Tasks;

/// <summary>
/// The JSON of ended tasks, many to a page. Tasks go in the order in which they ended, so whole pages come free and are used again, and
/// the garbage collector neither copies nor counts what they hold.
/// </summary>
/// <remarks>Used under the store's lock.</remarks>
internal sealed class JsonPages
{
    private const int PageSize = 64 * 1024;
    private const int LargestShared = PageSize / 8;
    private const int MostSpare = 4;

    private readonly Stack<JsonPage> _spare = new(MostSpare);
    private JsonPage _current = new(PageSize);

    /// <summary>Keeps a copy. Each is paired with <see cref="Remove"/>.</summary>
    public StoredJson Add(ReadOnlySpan<byte> json)
    {
        if (json.Length > LargestShared)
        {
            return new JsonPage(json.Length).Add(json);
        }

        if (_current.Free < json.Length)
        {
            Recycle(_current);
            _current = _spare.TryPop(out var spare) ? spare : new JsonPage(PageSize);
        }

        return _current.Add(json);
    }

    public void Remove(StoredJson json)
    {
        json.Page.Remove();
        if (json.Page != _current)
        {
            Recycle(json.Page);
        }
    }

    private void Recycle(JsonPage page)
    {
        if (page is { IsEmpty: true, Size: PageSize } && _spare.Count < MostSpare)
        {
            page.Clear();
            _spare.Push(page);
        }
    }
}

/// <summary>Bytes that several tasks share.</summary>
internal sealed class JsonPage(int size)
{
    // Pinned, so that it is not copied from generation to generation.
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);
    private int _end;
    private int _tasks;

    public int Size => size;

    public int Free => size - _end;

    public bool IsEmpty => _tasks == 0;

    public StoredJson Add(ReadOnlySpan<byte> json)
    {
        json.CopyTo(_bytes.AsSpan(_end));
        var stored = new StoredJson(this, _end, json.Length);
        _end += json.Length;
        _tasks++;
        return stored;
    }

    public void Remove() => _tasks--;

    public void Clear() => _end = 0;

    public ReadOnlySpan<byte> Read(int start, int length) => _bytes.AsSpan(start, length);
}

/// <summary>Where a task's JSON is.</summary>
internal readonly record struct StoredJson(JsonPage Page, int Start, int Length)
{
    public ReadOnlySpan<byte> Utf8 => Page.Read(Start, Length);
}
