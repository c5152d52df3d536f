using A2AAgent.Server.Hosting;

namespace A2AAgent.Postgres.Failures;

/// <summary>Whether the database can be used, as the monitor saw it last.</summary>
internal sealed class DatabaseHealth : IReadiness
{
    private volatile string? _problem = "The tasks' database was not reached yet.";
    private volatile bool _canRead;

    public string? Problem => _problem;

    /// <summary>The database does everything.</summary>
    public void Good() => (_canRead, _problem) = (true, null);

    /// <summary>The database can be read only.</summary>
    public void ReadOnly(string problem) => (_canRead, _problem) = (true, problem);

    /// <summary>The database cannot be used.</summary>
    public void Bad(string problem) => (_canRead, _problem) = (false, problem);

    /// <summary>Fails at once what would wait for a connection that cannot be had.</summary>
    public void ThrowIfBad()
    {
        if (!_canRead)
        {
            throw PostgresFailures.Unavailable(cause: null);
        }
    }
}
