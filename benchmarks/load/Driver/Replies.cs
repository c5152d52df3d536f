using System.Text.Json;

namespace A2AAgent.Load.Driver;

/// <summary>Takes the agent's answers down, so that the floor replies with the same bytes.</summary>
internal static class Replies
{
    public static async Task CaptureAsync(string agent, Cores cores, string folder)
    {
        Directory.CreateDirectory(folder);
        using var server = await Server.StartedAsync(agent, cores, folder);
        foreach (var scenario in await ScenariosAsync(server))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, scenario.Reply), await RawHttp.CheckedBodyAsync(server.Port, scenario));
        }
    }

    public static async Task<Scenario[]> ScenariosAsync(Server server) =>
        [Scenario.MessageSkill, Scenario.TaskSkill, await NewTaskAsync(server), Scenario.Card];

    // The agent keeps a bounded number of tasks, so one that was made before a run may be gone after it.
    private static async Task<Scenario> NewTaskAsync(Server server)
    {
        using var answer = JsonDocument.Parse(await RawHttp.CheckedBodyAsync(server.Port, Scenario.TaskSkill));
        return Scenario.GetTask(answer.RootElement.GetProperty("result").GetProperty("task").GetProperty("id").GetString()!);
    }
}
