namespace A2AAgent.Load.Agent;

[Agent("Echo Agent", Description = "Gives the text back", Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc)]
internal sealed partial class EchoAgent;
