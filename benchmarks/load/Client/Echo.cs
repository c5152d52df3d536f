using System.Text.Json;
using A2AAgent.Protocol;

namespace A2AAgent.Load.Client;

/// <summary>What the agent is asked, and what it answers.</summary>
internal static class Echo
{
    public const string Text = "The quick brown fox jumps over the lazy dog";

    public static SendMessageRequest Request { get; } = new()
    {
        Message = Message.FromUser(Text) with { Metadata = JsonDocument.Parse("""{"skillId":"echo-message"}""").RootElement.Clone() },
    };

    public static void Require(bool right)
    {
        if (!right)
        {
            throw new InvalidOperationException("The agent's answer is not the text.");
        }
    }
}
