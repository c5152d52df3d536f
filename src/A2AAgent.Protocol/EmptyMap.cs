using System.Collections.ObjectModel;

namespace A2AAgent.Protocol;

internal static class EmptyMap<T>
{
    public static IReadOnlyDictionary<string, T> Instance => ReadOnlyDictionary<string, T>.Empty;
}
