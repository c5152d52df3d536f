using System.Net.Http.Headers;

namespace A2AAgent.Client.Cards;

/// <summary>A card as it was fetched.</summary>
/// <param name="Card">The card.</param>
/// <param name="Tag">Its entity tag, or null.</param>
/// <param name="Lifetime">How long it may be used without asking again.</param>
/// <param name="At">When it was fetched or found unchanged, as a time stamp.</param>
internal sealed record FetchedCard(AgentCard Card, EntityTagHeaderValue? Tag, TimeSpan Lifetime, long At)
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public bool IsFresh(TimeProvider time) => time.GetElapsedTime(At) < Lifetime;

    /// <summary>The lifetime that an answer gives its card, within what makes sense: a card that must not be kept would be fetched for each call.</summary>
    public static TimeSpan LifetimeOf(CacheControlHeaderValue? cache) => cache switch
    {
        { NoStore: true } or { NoCache: true } => Shortest,
        { MaxAge: { } age } => age < Shortest ? Shortest : age > Longest ? Longest : age,
        _ => Default,
    };
}
