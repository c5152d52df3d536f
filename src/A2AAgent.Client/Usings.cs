global using A2AAgent.Protocol;
