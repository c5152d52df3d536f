using A2AAgent.Protocol;

namespace A2AAgent.Postgres.Migrations;

/// <summary>The version of a schema; 0 before it exists.</summary>
/// <param name="Version">The newest migration that has run.</param>
/// <param name="CompatibleSince">The oldest version whose agents can work with it.</param>
internal readonly record struct SchemaVersion(int Version, int CompatibleSince)
{
    /// <summary>True when an agent of a version can begin at once.</summary>
    /// <exception cref="AgentConfigurationException">The schema is too new for it.</exception>
    public bool Serves(int version, string schema)
    {
        if (CompatibleSince > version)
        {
            throw new AgentConfigurationException(
                $"Schema {schema} of the tasks' database has version {Version}, made by a newer release; agents need version {CompatibleSince} at least, "
                + $"and this one knows {version}. Update this agent.");
        }

        return Version >= version;
    }
}
