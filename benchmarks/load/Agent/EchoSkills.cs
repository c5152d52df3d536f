namespace A2AAgent.Load.Agent;

/// <summary>The least that an agent can do, once without and once with a task: what is measured is the rest.</summary>
internal sealed partial class EchoAgent
{
    [AgentSkill("echo-message", Description = "Replies with the text", Tags = ["echo"])]
    public Message Reply(string text) => Message.FromAgent(text);

    [AgentSkill("echo-task", Description = "Completes a task with the text as its artifact", Tags = ["echo"])]
    public string Echo(string text) => text;
}
