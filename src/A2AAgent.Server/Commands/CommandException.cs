namespace A2AAgent.Server.Commands;

/// <summary>A command did not do what it was asked for; the message says why in one line.</summary>
internal sealed class CommandException(string message, Exception? cause = null) : Exception(message, cause);
