namespace A2AAgent.Load.Driver;

/// <summary>The measurement cannot go on, or would be worth nothing.</summary>
internal sealed class LoadException(string message) : Exception(message);
