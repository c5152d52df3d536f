using A2AAgent.Protocol;

namespace A2AAgent.Server.Commands;

/// <summary>What <c>migrate</c> does. Only an agent that keeps its tasks in a database has one.</summary>
internal interface IDatabaseMigration
{
    /// <summary>Brings the database up to date, whatever the settings say about doing so at the start, and tells what was done in one line.</summary>
    /// <exception cref="AgentConfigurationException">A setting is wrong: trying again will not help.</exception>
    /// <exception cref="CommandException">It did not work now.</exception>
    Task<string> RunAsync(CancellationToken cancellationToken);

    /// <summary>The statements that an administrator may run instead.</summary>
    string Script();
}
