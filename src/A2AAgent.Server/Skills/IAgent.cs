using System.Text.Json.Serialization.Metadata;
using A2AAgent.Server.Bindings;

namespace A2AAgent.Server;

/// <summary>What the generator knows about an agent. Implemented by the generated half of an <see cref="AgentAttribute"/> class, not by hand.</summary>
/// <typeparam name="TSelf">The agent class.</typeparam>
public interface IAgent<TSelf>
    where TSelf : class, IAgent<TSelf>
{
    /// <summary>The Agent Card as UTF-8 JSON with every skill, extended ones too, and without interfaces and signatures: only the running process knows those.</summary>
    static abstract ReadOnlySpan<byte> Card { get; }

    /// <summary>The bindings that <see cref="MapBindings"/> maps.</summary>
    static abstract AgentBindings Bindings { get; }

    /// <summary>The skills in the order of their declaration.</summary>
    static abstract IReadOnlyList<SkillDefinition<TSelf>> Skills { get; }

    /// <summary>How the protocol's records and the agent's own types are read and written.</summary>
    static abstract IJsonTypeInfoResolver JsonResolver { get; }

    /// <summary>Adds what the agent declares beside its skills. Default: nothing.</summary>
    /// <param name="features">Where to add it.</param>
    static virtual void AddFeatures(AgentFeatures features)
    {
    }

    /// <summary>Maps the agent's bindings, and only those, so that the others stay out of a trimmed binary.</summary>
    /// <param name="endpoints">Where to map them.</param>
    static abstract void MapBindings(AgentEndpoints endpoints);
}
