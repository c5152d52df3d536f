using System.Diagnostics.CodeAnalysis;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Replicas;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Server.Push;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Push.Outbox;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Push;

/// <summary>Keeps webhooks beside the tasks. Each method is one round trip.</summary>
/// <remarks>
/// The tokens and credentials of webhooks are in the table <c>push_configs</c> as their clients gave them: they have to be sent. Who may
/// read that table may read them; encryption at rest is the database's.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle to free.")]
internal sealed class PostgresPushOutbox(PostgresCalls calls, PushSql sql, ReplicaLease lease, PostgresOptions options, ILogger<PostgresPushOutbox> logger) : IPushOutbox
{
    private const int MostEvents = 32;
    private const char OwnerSeparator = '\x1f';

    private readonly PushRows _rows = new(logger);

    /// <summary>Webhooks take their share of the connections, not those of the requests.</summary>
    private readonly SemaphoreSlim _steps = new(PostgresBuilderExtensions.Lanes(options));

    public IWebhooks Open(PushDelivery delivery, PushOptions options, TimeProvider time) => new OutboxWebhooks(this, new OutboxLoop(this, delivery, options, time), options);

    public ValueTask<OutboxSaved> SaveAsync(OutboxSave save, CancellationToken cancellationToken)
    {
        if (save.Config.Key.IsStorable())
        {
            return StorableText.IsStorable(save.Config.Id)
                ? calls.RunAsync(SaveAsync, save, cancellationToken)
                : throw AgentException.InvalidParams("id", "has an identifier that cannot be stored: half of a surrogate pair");
        }

        return ValueTask.FromResult(new OutboxSaved(Id: null, TaskExists: false, Count: 0, Replaced: null));
    }

    public async ValueTask RemoveHeldAsync(TaskKey key, string id, CancellationToken cancellationToken) =>
        await calls.RunAsync(RemoveAsync, ((string[])[sql.RemoveHeld, sql.LetGo], key, id), cancellationToken);

    public async ValueTask<IReadOnlyList<PushConfig>> ListAsync(TaskKey key, CancellationToken cancellationToken) =>
        key.IsStorable() ? await calls.RunAsync(ListAsync, key, cancellationToken) : [];

    public async ValueTask RemoveAsync(TaskKey key, string id, CancellationToken cancellationToken)
    {
        if (key.IsStorable() && StorableText.IsStorable(id))
        {
            await calls.RunAsync(RemoveAsync, ((string[])[sql.Remove], key, id), cancellationToken);
        }
    }

    public bool Holds(ClaimedWebhook webhook) => lease.IsHeld && lease.Number == webhook.Replica;

    public async ValueTask<IReadOnlyList<ClaimedWebhook>> ClaimAsync(OutboxClaim claim, CancellationToken cancellationToken)
    {
        var replica = lease.Number;
        if (!lease.IsHeld)
        {
            return [];
        }

        var (claimed, damaged) = await calls.RunAsync(ClaimAsync, (claim, replica), cancellationToken);
        foreach (var row in damaged)
        {
            await GiveUpAllAsync(row.Number, row.Claim, gone: true, cancellationToken);
        }

        return claimed;
    }

    public async ValueTask<IReadOnlyList<OutboxEvent>> ReadAsync(ClaimedWebhook webhook, long after, CancellationToken cancellationToken) =>
        await InTurnAsync(ReadAsync, (webhook, after), cancellationToken);

    public ValueTask<ClaimState> AdvanceAsync(ClaimedWebhook webhook, long sent, int failures, bool release, CancellationToken cancellationToken) =>
        StepAsync(sql.Advance, webhook, parameters =>
        {
            parameters.Put(sent);
            parameters.Put((long)failures);
            parameters.Put(release);
            parameters.Put(webhook.Task);
        }, cancellationToken);

    public ValueTask<ClaimState> FailAsync(ClaimedWebhook webhook, OutboxFailure failure, CancellationToken cancellationToken) =>
        StepAsync(sql.Fail, webhook, parameters =>
        {
            parameters.Put((long)failure.Failures);
            parameters.Put((long)failure.Attempts);
            parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = failure.Pause });
            parameters.Put(failure.Release);
        }, cancellationToken);

    public ValueTask<long?> GiveUpAllAsync(ClaimedWebhook webhook, bool gone, CancellationToken cancellationToken) =>
        GiveUpAllAsync(webhook.Number, webhook.Claim, gone, cancellationToken);

    public async ValueTask ReleaseAsync(ClaimedWebhook webhook, CancellationToken cancellationToken) =>
        await StepAsync(sql.Release, webhook, static _ => { }, cancellationToken);

    public async ValueTask RemoveAbandonedAsync(CancellationToken cancellationToken) => await calls.RunAsync(RemoveAbandonedAsync, argument: true, cancellationToken);

    private async ValueTask<OutboxSaved> SaveAsync(NpgsqlConnection connection, OutboxSave save, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { OfTask(sql.LockTask, save.Config.Key), OfTask(sql.Find, save.Config.Key), ToCommand(save) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var exists = await reader.ReadAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var before = await _rows.ReadConfigsAsync(reader, save.Config.Key, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var id = await reader.ReadAsync(cancellationToken) ? reader.GetString(0) : null;
        return new OutboxSaved(id, exists, before.Count, before.Configs.FirstOrDefault(config => config.Id == id));
    }

    private async ValueTask<List<PushConfig>> ListAsync(NpgsqlConnection connection, TaskKey key, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { OfTask(sql.Find, key) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return (await _rows.ReadConfigsAsync(reader, key, cancellationToken)).Configs;
    }

    private static async ValueTask<int> RemoveAsync(NpgsqlConnection connection, (string[] Statements, TaskKey Key, string Id) removal, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in removal.Statements)
        {
            var command = OfTask(statement, removal.Key);
            command.Parameters.Put(removal.Id);
            batch.BatchCommands.Add(command);
        }

        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async ValueTask<int> RemoveAbandonedAsync(NpgsqlConnection connection, bool argument, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.RemoveAbandoned, connection);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async ValueTask<ClaimedRows> ClaimAsync(NpgsqlConnection connection, (OutboxClaim What, long Replica) claim, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Claim, connection);
        command.Parameters.Put(claim.Replica);
        command.Parameters.Put(string.Join(' ', claim.What.Active));
        command.Parameters.Put((long)claim.What.Most);
        command.Parameters.Put(claim.What.TakesFailing);
        command.Parameters.Put(string.Join(OwnerSeparator, claim.What.BusyOwners));
        command.Parameters.Put((long)MostEvents);
        command.Parameters.Put(claim.What.MaxBytes);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await _rows.ReadClaimedAsync(reader, claim.Replica, claim.What.MaxBytes, cancellationToken);
    }

    private async ValueTask<List<OutboxEvent>> ReadAsync(NpgsqlConnection connection, (ClaimedWebhook Webhook, long After) position, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Events, connection);
        command.Parameters.Put(position.Webhook.Task);
        command.Parameters.Put(position.After);
        command.Parameters.Put((long)MostEvents);
        command.Parameters.Put(position.Webhook.MaxBytes);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<OutboxEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(PushRows.ReadEvent(reader));
        }

        return events;
    }

    private ValueTask<ClaimState> StepAsync(string statement, ClaimedWebhook webhook, Action<NpgsqlParameterCollection> put, CancellationToken cancellationToken) =>
        InTurnAsync(StepAsync, (statement, webhook, put), cancellationToken);

    private async ValueTask<TResult> InTurnAsync<TArgument, TResult>(PostgresCall<TArgument, TResult> call, TArgument argument, CancellationToken cancellationToken)
    {
        await _steps.WaitAsync(cancellationToken);
        try
        {
            return await calls.RunAsync(call, argument, cancellationToken);
        }
        finally
        {
            _steps.Release();
        }
    }

    private async ValueTask<ClaimState> StepAsync(
        NpgsqlConnection connection, (string Statement, ClaimedWebhook Webhook, Action<NpgsqlParameterCollection> Put) step, CancellationToken cancellationToken)
    {
        var command = new NpgsqlBatchCommand(step.Statement);
        command.Parameters.Put(step.Webhook.Number);
        command.Parameters.Put(step.Webhook.Claim);
        step.Put(command.Parameters);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql.Hurry), command } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return !await reader.ReadAsync(cancellationToken) ? ClaimState.Lost
            : await reader.GetFieldValueAsync<bool>(0, cancellationToken) ? ClaimState.Held
            : ClaimState.Released;
    }

    private ValueTask<long?> GiveUpAllAsync(long number, long claim, bool gone, CancellationToken cancellationToken) =>
        InTurnAsync(GiveUpAllAsync, (number, claim, gone), cancellationToken);

    private async ValueTask<long?> GiveUpAllAsync(NpgsqlConnection connection, (long Number, long Claim, bool Gone) what, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.GiveUpAll, connection);
        command.Parameters.Put(what.Number);
        command.Parameters.Put(what.Claim);
        command.Parameters.Put(what.Gone);
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand OfTask(string statement, TaskKey key)
    {
        var command = new NpgsqlBatchCommand(statement);
        command.Parameters.Put(key);
        return command;
    }

    private NpgsqlBatchCommand ToCommand(OutboxSave save)
    {
        var command = OfTask(sql.Save, save.Config.Key);
        command.Parameters.Put(save.Config.Id);
        command.Parameters.Put(save.Config.Config.Url);
        command.Parameters.Put(PushRows.ToUtf8Json(save.Config));
        command.Parameters.Put(save.Config.Format.Version);
        command.Parameters.Put(save.TraceParent ?? "");
        command.Parameters.Put((long)(save.HistoryLength ?? -1));
        command.Parameters.Put(save.IsHeld);
        command.Parameters.Put(save.ReplacesByUrl);
        command.Parameters.Put((long)save.MaxConfigs);
        return command;
    }
}
