namespace A2AAgent.Client.Interfaces;

/// <summary>The ways to an agent, and which of them to try first.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Routes(IEnumerable<Route> routes)
{
    private readonly Route[] _routes = [.. routes];
    private volatile Route? _preferred;

    public int Count => _routes.Length;

    /// <summary>The way that worked last, or the first of the card.</summary>
    public Route First => _preferred ?? _routes[0];

    /// <summary>The way to try after this one.</summary>
    public Route After(Route route) => _routes[(Array.IndexOf(_routes, route) + 1) % _routes.Length];

    /// <summary>Begins with this one from now on.</summary>
    public void Prefer(Route route) => _preferred = route;
}
