using System.Text.Json;
using Npgsql;

namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>What the database has of a task at the end.</summary>
internal sealed class EventLog(string skill, long version, int restarts)
{
    private const long FirstEvent = 2;

    private readonly List<(long Version, string Json)> _events = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<View> _views = [new(State: null, Time: null, [])];

    public string Skill => skill;

    /// <summary>How often another replica has taken it over.</summary>
    public int Restarts => restarts;

    public int Count => _events.Count;

    /// <summary>The runs of the skill that have counted.</summary>
    public HashSet<string> Runs { get; } = new(StringComparer.Ordinal);

    /// <summary>True when no event is missing.</summary>
    public bool IsWhole => version == FirstEvent + _events.Count - 1 && _events.Select(static item => item.Version).SequenceEqual(Enumerable.Range((int)FirstEvent, _events.Count).Select(static i => (long)i));

    /// <summary>The task after so many events.</summary>
    public View After(int events) => _views[events];

    public View Last => _views[^1];

    public string this[int place] => _events[place].Json;

    /// <summary>Where an event is; null for one that is not there.</summary>
    public int? PlaceOf(string json) => _places.TryGetValue(json, out var place) ? place : null;

    /// <summary>All tasks of a context by their identifiers.</summary>
    public static async Task<Dictionary<string, EventLog>> ReadAsync(NpgsqlDataSource database, string context, CancellationToken cancellationToken)
    {
        var logs = new Dictionary<string, EventLog>(StringComparer.Ordinal);
        await using var command = database.CreateCommand("""
            select t.id, t.skill_id, t.version, t.restarts, e.version, e.event from a2a.tasks as t left join a2a.events as e on e.task = t.number
            where t.context_id = $1 order by t.number, e.version
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = context });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!logs.TryGetValue(reader.GetString(0), out var log))
            {
                logs.Add(reader.GetString(0), log = new EventLog(reader.GetString(1), reader.GetInt64(2), reader.GetInt16(3)));
            }

            if (!await reader.IsDBNullAsync(4, cancellationToken))
            {
                log.Add(reader.GetInt64(4), reader.GetString(5));
            }
        }

        return logs;
    }

    private void Add(long at, string json)
    {
        _places[json] = _events.Count;
        _events.Add((at, json));
        _views.Add(_views[^1].Then(TaskJson.Parse(json)));
        Runs.UnionWith(Last.Texts.TakeLast(1).Select(static text => text[..text.IndexOf(':', StringComparison.Ordinal)]));
    }
}

/// <summary>What of a task tells its versions apart.</summary>
/// <param name="State">Null before the first status that is an event.</param>
/// <param name="Time">The status's.</param>
/// <param name="Texts">Of the artifact.</param>
internal sealed record View(string? State, string? Time, IReadOnlyList<string> Texts)
{
    public static View Of(JsonElement task) => new(task.State(), TimeOf(task.GetProperty("status")), TaskJson.Texts(task));

    /// <summary>The view after an event; written for this test, so that it does not repeat a mistake of the agent's.</summary>
    public View Then(JsonElement change)
    {
        if (change.TryGetProperty("statusUpdate", out var update))
        {
            return this with { State = update.State(), Time = TimeOf(update.GetProperty("status")) };
        }

        var artifact = change.GetProperty("artifactUpdate");
        var texts = artifact.GetProperty("artifact").GetProperty("parts").EnumerateArray().Select(static part => part.GetProperty("text").GetString()!);
        return this with { Texts = artifact.TryGetProperty("append", out var append) && append.GetBoolean() ? [.. Texts, .. texts] : [.. texts] };
    }

    public bool Shows(View other) => (other.State is null || (State == other.State && Time == other.Time)) && Texts.SequenceEqual(other.Texts);

    private static string? TimeOf(JsonElement status) => status.TryGetProperty("timestamp", out var time) ? time.GetString() : null;
}
