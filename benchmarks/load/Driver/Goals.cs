namespace A2AAgent.Load.Driver;

/// <summary>What the project promises about its speed and size.</summary>
internal static class Goals
{
    public static bool Print(TextWriter output, Binaries binaries, StartUps startUps, AlternatingLoad load, ManyTasks manyTasks)
    {
        (string Goal, double Value, bool Met)[] goals =
        [
            AtLeast("message skill, requests/s against the floor", load.Scenarios[0].Ratio, 0.75),
            AtLeast("task skill, requests/s against the floor", load.Scenarios[1].Ratio, 0.5),
            AtMost("start-up against the floor", startUps.Agent / startUps.Floor, 1.5),
            AtMost("RSS idle, MB", load.Agent.Idle, 30),
            AtMost($"RSS after {manyTasks.Tasks:#,0} tasks, MB", manyTasks.Rss, 45),
            AtMost("binary, MB", Binaries.Size(binaries.Agent) / 1e6, 14),
        ];
        foreach (var (goal, value, met) in goals)
        {
            output.WriteLine($"{(met ? "met   " : "MISSED")} {goal}: {value:0.00}");
        }

        return Array.TrueForAll(goals, static goal => goal.Met);
    }

    private static (string, double, bool) AtLeast(string name, double value, double goal) => ($"{name}, at least {goal}", value, value >= goal);

    private static (string, double, bool) AtMost(string name, double value, double goal) => ($"{name}, at most {goal}", value, value <= goal);
}
