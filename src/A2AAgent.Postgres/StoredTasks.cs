using System.Text.Json;
using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Postgres;

/// <summary>Reads tasks as they were written. One that somebody has damaged harms no other.</summary>
internal static class StoredTasks
{
    /// <summary>The task, or null when it is damaged, which is logged.</summary>
    public static AgentTask? Read(ReadOnlySpan<byte> json, string id, ILogger logger)
    {
        try
        {
            var task = ProtocolJson.FromOwnUtf8(json, ProtocolJson.Context.AgentTask);
            if (task.Id == id)
            {
                return task;
            }

            Log.Damaged(logger, exception: null, id);
        }
        catch (JsonException e)
        {
            Log.Damaged(logger, e, id);
        }

        return null;
    }

    public static AgentException Damaged(string id) =>
        new(AgentError.Internal, $"Task {id} is damaged in the agent's database and cannot be read. The agent's log says more.");
}
