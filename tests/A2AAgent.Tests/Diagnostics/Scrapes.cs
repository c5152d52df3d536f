using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>Reads what an agent has measured, as Prometheus does.</summary>
internal static class Scrapes
{
    public const string Operations = "a2a_server_operation_duration_seconds";
    public const string Durations = "a2a_task_duration_seconds";
    public const string States = "a2a_task_time_in_state_seconds";
    public const string Active = "a2a_task_active";
    public const string Stuck = "a2a_task_stuck";

    public static async Task<Exposition> ScrapeAsync(this AgentHost host) =>
        Exposition.Read(await host.Client.GetStringAsync(new Uri(host.ManagementUrl, "/metrics"), TestContext.Current.CancellationToken));

    /// <summary>Reads until something is so: a call is measured when its answer has left, which its client may see earlier.</summary>
    public static async Task<Exposition> ScrapeUntilAsync(this AgentHost host, Predicate<Exposition> condition)
    {
        while (true)
        {
            var read = await host.ScrapeAsync();
            if (condition(read))
            {
                return read;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>How many calls were measured, of an operation or of all.</summary>
    public static double Calls(this Exposition read, string binding, string? operation = null, string? error = null) => read.Total(Operations + "_count",
    [
        ("a2a_binding", binding),
        .. operation is null ? Array.Empty<(string, string)>() : [("a2a_method_name", operation)],
        .. error is null ? Array.Empty<(string, string)>() : [("error_type", error)],
    ]);

    public static double Ended(this Exposition read, string skill, string state) =>
        read.Value(Durations + "_count", ("a2a_skill_id", skill), ("a2a_task_state", state)) ?? 0;

    public static double Left(this Exposition read, string skill, string state) =>
        read.Value(States + "_count", ("a2a_skill_id", skill), ("a2a_task_state", state)) ?? 0;
}
