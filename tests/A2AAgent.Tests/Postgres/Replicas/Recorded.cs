using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Postgres.Replicas;

/// <summary>A new task whose sender waits for it is recorded just after its skill has begun.</summary>
internal static class Recorded
{
    public static async Task UntilRecordedAsync(this AgentHost host, string id, CancellationToken cancellationToken)
    {
        var store = host.Services.GetRequiredService<ITaskStore>();
        while (await store.FindAsync(new TaskKey("", "", id), cancellationToken) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        }
    }
}
