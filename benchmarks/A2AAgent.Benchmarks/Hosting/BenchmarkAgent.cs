namespace A2AAgent.Benchmarks.Hosting;

/// <summary>An agent whose skills do next to nothing, so that what is measured is everything around them.</summary>
[Agent("Benchmark Agent", Description = "Gives the text back")]
internal sealed partial class BenchmarkAgent
{
    public const string MessageSkill = "echo-message";
    public const string TaskSkill = "echo-task";

    [AgentSkill(MessageSkill, Description = "Replies with the text", Tags = ["echo"])]
    public Message Reply(string text) => Message.FromAgent(text);

    [AgentSkill(TaskSkill, Description = "Completes a task with the text as its artifact", Tags = ["echo"])]
    public string Echo(string text) => text;
}
