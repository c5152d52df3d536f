using A2AAgent.Generators.Emitters;
using A2AAgent.Generators.Pipeline;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators;

/// <summary>Writes the other half of every [Agent] class. Mistakes are the analyzer's to report; here they leave things out.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class AgentGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var agents = context.Agents()
            .Combine(context.JsonContexts())
            .Select(static (both, _) => AgentLinker.Link(both.Left, both.Right))
            .WithTrackingName(Steps.LinkedAgents)
            .WithUniqueHintNames();

        context.RegisterSourceOutput(agents, static (output, agent) => output.Add(agent, "Card", CardEmitter.Emit(agent)));
        context.RegisterSourceOutput(agents, static (output, agent) => output.Add(agent, "Skills", SkillsEmitter.Emit(agent)));
        context.RegisterSourceOutput(agents, static (output, agent) => output.Add(agent, "Bindings", BindingsEmitter.Emit(agent)));
    }
}
