namespace A2AAgent.Server.Commands;

/// <summary>A command was called in a way that it cannot be.</summary>
internal sealed class UsageException(string message) : Exception(message);
