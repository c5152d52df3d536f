using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace A2AAgent.Protocol.Signing;

/// <summary>
/// Key objects of one key: they are not thread-safe and costly to make, so each is used by one caller at a time and kept for the next.
/// Nobody disposes of those kept, since a key that is replaced may still be in use; their handles are freed with them.
/// </summary>
internal sealed class KeyObjects
{
    private static readonly int MaxKept = Environment.ProcessorCount;

    private readonly Func<AsymmetricAlgorithm> _make;
    private readonly ConcurrentQueue<AsymmetricAlgorithm> _free = [];

    /// <exception cref="CryptographicException">There is no such key.</exception>
    public KeyObjects(Func<AsymmetricAlgorithm> make)
    {
        _make = make;
        _free.Enqueue(make());
    }

    public T Use<T, TState>(TState state, Func<AsymmetricAlgorithm, TState, T> use)
        where TState : allows ref struct
    {
        var key = _free.TryDequeue(out var free) ? free : _make();
        var result = use(key, state);
        if (_free.Count < MaxKept)
        {
            _free.Enqueue(key);
        }
        else
        {
            key.Dispose();
        }

        return result;
    }
}
