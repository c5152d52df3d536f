using System.Globalization;

namespace A2AAgent.ReplicaAgent;

/// <summary>An agent whose output shows what was lost, doubled or moved: it counts, and says which process does so.</summary>
[Agent("Counting Agent", Description = "Counts, for tests that end its processes", Version = "1.0.0", Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson, PushNotifications = true)]
internal sealed partial class CountingAgent
{
    private const string Numbers = "numbers";

    /// <param name="text">How far to count and the pause after each number in milliseconds: <c>20 100</c>.</param>
    /// <param name="context">The task.</param>
    /// <param name="cancellationToken">Stops counting.</param>
    [AgentSkill("once", Description = "Counts, but not again when it was interrupted", Default = true)]
    public Task OnceAsync(string text, SkillContext context, CancellationToken cancellationToken) => CountAsync(text, context, cancellationToken);

    [AgentSkill("again", Description = "Counts, from one again when it was interrupted", Restart = true)]
    public Task AgainAsync(string text, SkillContext context, CancellationToken cancellationToken) => CountAsync(text, context, cancellationToken);

    [AgentSkill("ask", Description = "Asks how far to count, and does")]
    public async Task<SkillResult> AskAsync(Message message, SkillContext context, CancellationToken cancellationToken)
    {
        if (context.Task!.History.Count(static said => said.Role == Role.User) == 1)
        {
            return SkillResult.InputRequired("How far?");
        }

        await CountAsync(message.Parts[0].Text!, context, cancellationToken);
        return SkillResult.Completed();
    }

    private static async Task CountAsync(string text, SkillContext context, CancellationToken cancellationToken)
    {
        var numbers = text.Split(' ').Select(static number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var run = $"{Environment.ProcessId}-{Guid.NewGuid():N}"[..16];
        for (var i = 1; i <= numbers[0]; i++)
        {
            var artifact = new Artifact { ArtifactId = Numbers, Parts = [Part.FromText($"{run}:{i}")] };
            await context.AddArtifactAsync(artifact, append: i > 1, lastChunk: i == numbers[0], cancellationToken);
            await Task.Delay(numbers[1], cancellationToken);
        }
    }
}
