using A2AAgent.Postgres.Configuration;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Feed;
using A2AAgent.Postgres.Hosting;
using A2AAgent.Postgres.Migrations;
using A2AAgent.Postgres.Push;
using A2AAgent.Postgres.Reads;
using A2AAgent.Postgres.Replicas;
using A2AAgent.Postgres.Replies;
using A2AAgent.Postgres.Sql;
using A2AAgent.Postgres.Writes;
using A2AAgent.Protocol;
using A2AAgent.Server.Commands;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Operations.Idempotency;
using A2AAgent.Server.Push;
using A2AAgent.Server.Push.Outbox;
using A2AAgent.Server.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres;

/// <summary>Adds PostgreSQL to an agent.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>
    /// Keeps the agent's tasks in the PostgreSQL database of <c>ConnectionStrings:Tasks</c>, where all replicas find them and no restart
    /// loses them: what a replica leaves that dies, another one takes over. With <c>Agent:Tasks:Store=memory</c> the call does nothing, for a developer's machine. Settings: <see cref="PostgresOptions"/>.
    /// </summary>
    /// <param name="builder">The application's builder, before or after the agent is added.</param>
    /// <param name="configure">Changes how connections are made, for example where passwords come from.</param>
    /// <exception cref="AgentConfigurationException">A setting is wrong; unhandled, it ends the process with its message and exit code 78.</exception>
    public static WebApplicationBuilder AddPostgresTasks(this WebApplicationBuilder builder, Action<NpgsqlSlimDataSourceBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        StartupRules.ReportWrongSettings();
        if (!IsChosen(builder.Configuration[$"{AgentOptions.Section}:Tasks:Store"]) || CommandLine.IsWithoutTasks(Environment.GetCommandLineArgs().AsSpan(1)))
        {
            return builder;
        }

        var options = PostgresOptionsReader.Read(builder.Configuration);
        var connection = PostgresOptionsReader.ReadConnection(builder.Configuration.GetConnectionString(PostgresOptions.ConnectionName), options);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(provider => Connect(connection, configure, provider.GetService<ILoggerFactory>()));
        builder.Services.RemoveAll<ITaskStore>();
        builder.Services.RemoveAll<IReplyLog>();
        QuietStatements(builder);
        Add(builder.Services);
        return builder;
    }

    internal static NpgsqlDataSource Connect(NpgsqlConnectionStringBuilder connection, Action<NpgsqlSlimDataSourceBuilder>? configure, ILoggerFactory? loggers)
    {
        var source = new NpgsqlSlimDataSourceBuilder(connection.ConnectionString);
        source.EnableTransportSecurity();
        source.UseLoggerFactory(loggers);
        configure?.Invoke(source);
        return source.Build();
    }

    /// <summary>Npgsql reports every statement at the level that agents log at; only who names its category wants that.</summary>
    private static void QuietStatements(WebApplicationBuilder builder)
    {
        const string Category = "Npgsql";
        if (!builder.Configuration.GetSection("Logging:LogLevel").GetChildren().Any(static level => level.Key.StartsWith(Category, StringComparison.OrdinalIgnoreCase)))
        {
            builder.Logging.AddFilter(Category, LogLevel.Warning);
        }
    }

    private static void Add(IServiceCollection services)
    {
        services.AddSingleton(static provider => new TaskSql(
            provider.GetRequiredService<PostgresOptions>().Schema,
            push: provider.GetService<PushOptions>() is not null,
            replies: provider.GetRequiredService<TaskOptions>().Idempotency));
        services.AddSingleton(static provider => new PushSql(provider.GetRequiredService<PostgresOptions>().Schema));
        services.AddSingleton<IPushOutbox, PostgresPushOutbox>();
        services.AddSingleton(static provider => new ReplySql(provider.GetRequiredService<PostgresOptions>().Schema));
        services.AddSingleton(static provider => new ReplicaSql(provider.GetRequiredService<PostgresOptions>().Schema));
        services.AddSingleton<DatabaseTime>();
        services.AddSingleton<ReplicaLease>();
        services.AddSingleton<PostgresReplicas>();
        services.AddSingleton<IReplicas>(static provider => provider.GetRequiredService<PostgresReplicas>());
        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<IReadiness>(static provider => provider.GetRequiredService<DatabaseHealth>());
        services.AddSingleton(static provider => new PostgresCalls(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<DatabaseHealth>(), provider.GetRequiredService<ILogger<PostgresCalls>>()));
        services.AddSingleton(static provider => new TaskCapacity(
            provider.GetRequiredService<PostgresCalls>(),
            provider.GetRequiredService<TaskSql>(),
            provider.GetRequiredService<PostgresOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TaskCapacity>>()));
        services.AddSingleton(static provider => new Migrator(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<PostgresOptions>(),
            Migration.All,
            provider.GetRequiredService<ILogger<Migrator>>()));
        services.AddSingleton<IDatabaseMigration, DatabaseMigration>();
        services.AddSingleton<TaskWatches>();
        services.AddSingleton<TaskNotifier>();
        services.AddSingleton(static provider => new WriteQueue(
            provider.GetRequiredService<PostgresCalls>(), provider.GetRequiredService<TaskSql>(), Lanes(provider.GetRequiredService<PostgresOptions>())));
        services.AddSingleton(static provider => new ReadQueue(
            provider.GetRequiredService<PostgresCalls>(), provider.GetRequiredService<TaskSql>(), Lanes(provider.GetRequiredService<PostgresOptions>())));
        services.AddSingleton<ITaskStore, PostgresTaskStore>();
        services.AddSingleton<ITaskFeed, PostgresTaskFeed>();
        services.AddSingleton<PostgresReplyLog>();
        services.AddSingleton<IReplyLog>(static provider => provider.GetRequiredService<PostgresReplyLog>());
        services.AddHostedService<ReplySweeper>();
        services.AddHostedService<TaskTakeover>();

        // Before all others, whatever the order of calls: they start first and stop last, when the last task has ended.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TaskListener>());
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(static provider => provider.GetRequiredService<TaskNotifier>()));
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, DatabaseMonitor>());
    }

    /// <summary>How many connections write, and as many find tasks: more would have fewer to do together.</summary>
    internal static int Lanes(PostgresOptions options) => Math.Clamp(options.MaxConnections / 4, 1, 4);

    private static bool IsChosen(string? store) => store?.ToLowerInvariant() switch
    {
        null or "" or "postgres" => true,
        "memory" => false,
        _ => throw new AgentConfigurationException($"Agent:Tasks:Store is '{store}'; it must be postgres or memory."),
    };
}
