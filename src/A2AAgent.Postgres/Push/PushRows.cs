using System.Text.Json;
using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Outbox;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Push;

/// <summary>Reads webhooks as they were written. One that somebody has damaged harms no other.</summary>
internal sealed class PushRows(ILogger logger)
{
    /// <summary>The identifiers have columns of their own: two webhooks that differ in nothing else are set to the same.</summary>
    public static ReadOnlyMemory<byte> ToUtf8Json(PushConfig config) =>
        ProtocolJson.ToUtf8(config.Config with { Id = "", TaskId = "", Tenant = "" }, ProtocolJson.Context.TaskPushNotificationConfig);

    /// <summary>The webhooks of a task, and how many there are, those included that are held or damaged.</summary>
    public async ValueTask<(List<PushConfig> Configs, int Count)> ReadConfigsAsync(NpgsqlDataReader reader, TaskKey key, CancellationToken cancellationToken)
    {
        var configs = new List<PushConfig>();
        var count = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            count++;
            if (!reader.GetBoolean(3) && ReadConfig(key, reader, column: 0) is { } config)
            {
                configs.Add(config);
            }
        }

        return (configs, count);
    }

    /// <summary>Webhooks with their events, each of which is a row.</summary>
    public async ValueTask<ClaimedRows> ReadClaimedAsync(NpgsqlDataReader reader, long replica, long maxBytes, CancellationToken cancellationToken)
    {
        var rows = new ClaimedRows([], []);
        var number = 0L;
        List<OutboxEvent> events = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetInt64(0) != number)
            {
                number = reader.GetInt64(0);
                Add(rows, reader, replica, maxBytes, events = []);
            }

            AddEvent(events, reader);
        }

        return rows;
    }

    /// <summary>An event of the log.</summary>
    public static OutboxEvent ReadEvent(NpgsqlDataReader reader) => new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), IsTask: false);

    private static void AddEvent(List<OutboxEvent> events, NpgsqlDataReader reader)
    {
        if (!reader.IsDBNull(15))
        {
            events.Add(new OutboxEvent(reader.GetInt64(15), reader.GetFieldValue<byte[]>(16), reader.GetBoolean(17)));
        }
    }

    private void Add(ClaimedRows rows, NpgsqlDataReader reader, long replica, long maxBytes, List<OutboxEvent> events)
    {
        var key = new TaskKey(reader.GetString(2), reader.GetString(3), reader.GetString(4));
        if (ReadConfig(key, reader, column: 5) is not { } config)
        {
            rows.Damaged.Add((reader.GetInt64(0), reader.GetInt64(1)));
            return;
        }

        rows.Webhooks.Add(new ClaimedWebhook(config, reader.GetInt64(0), reader.GetInt64(1), replica, reader.GetInt64(14))
        {
            TraceParent = reader.IsDBNull(8) ? null : reader.GetString(8),
            Sent = reader.GetInt64(9),
            IsGone = reader.GetBoolean(10),
            Failures = reader.GetInt32(11),
            Attempts = reader.GetInt32(12),
            HistoryLength = reader.IsDBNull(13) ? null : reader.GetInt32(13),
            MaxBytes = maxBytes,
            Events = events,
        });
    }

    /// <param name="key">The task.</param>
    /// <param name="reader">At a row.</param>
    /// <param name="column">Where the identifier is; the configuration and the version of the protocol follow.</param>
    private PushConfig? ReadConfig(TaskKey key, NpgsqlDataReader reader, int column)
    {
        var id = reader.GetString(column);
        try
        {
            if (ProtocolJson.FromOwnUtf8<TaskPushNotificationConfig?>(reader.GetFieldValue<byte[]>(column + 1), ProtocolJson.Context.TaskPushNotificationConfig!) is { } config)
            {
                return new PushConfig(key, config with { Id = id, TaskId = key.Id, Tenant = key.Tenant }, PushFormat.OfVersion(reader.GetString(column + 2)));
            }
        }
        catch (Exception e) when (e is JsonException or UriFormatException)
        {
            // Not the exception: it may quote the row, which holds secrets.
        }

        Log.DamagedWebhook(logger, id, key.Id);
        return null;
    }
}

/// <summary>What was claimed, and which of it cannot be read.</summary>
internal readonly record struct ClaimedRows(List<ClaimedWebhook> Webhooks, List<(long Number, long Claim)> Damaged);
