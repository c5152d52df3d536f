namespace A2AAgent.Load.Driver;

/// <summary>Takes the agent's answers down, so that the floor replies with the same bytes.</summary>
internal static class Replies
{
    public static async Task CaptureAsync(Family family, string agent, Cores cores, string folder)
    {
        Directory.CreateDirectory(folder);
        using var server = await Server.StartedAsync(agent, cores, folder);

        // Both start up to their first card, whatever they are asked afterwards.
        foreach (var scenario in (await family.ScenariosAsync(server)).Append(HttpScenario.Card))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, scenario.Reply), (await scenario.AskAsync(server)).Body);
        }
    }
}
