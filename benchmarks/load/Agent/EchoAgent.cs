namespace A2AAgent.Load.Agent;

[Agent("Echo Agent", Description = "Gives the text back")]
internal sealed partial class EchoAgent;
