namespace A2AAgent.Protocol;

/// <summary>A setting is wrong. The message names it and says what is allowed.</summary>
public sealed class AgentConfigurationException(string message, Exception? innerException = null) : Exception(message, innerException);
