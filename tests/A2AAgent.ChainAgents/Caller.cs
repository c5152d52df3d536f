using System.Text.Json;
using A2AAgent.Client;

namespace A2AAgent.ChainAgents;

/// <summary>The user's side: sends a claim to the desk and prints what becomes of it.</summary>
internal static class Caller
{
    public static async Task RunAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Configuration = new ConfigurationManager() });
        builder.Configuration.AddEnvironmentVariables();
        builder.AddAgentTelemetry();
        builder.AddAgentClient("desk");
        using var host = builder.Build();
        await host.StartAsync();
        var claim = new Claim(Environment.GetEnvironmentVariable("CLAIM_EMPLOYEE") ?? "Ada", 40, 2, int.Parse(Environment.GetEnvironmentVariable("CLAIM_STEPS") ?? "3", System.Globalization.CultureInfo.InvariantCulture));
        await PrintAsync(host.Services.GetRequiredService<AgentClient>(), claim);
        await host.StopAsync();
    }

    private static async Task PrintAsync(AgentClient desk, Claim claim)
    {
        var message = Message.FromUser(Part.FromData(claim, ChainJson.Default.Claim));
        await foreach (var item in await desk.SendStreamingMessageAsync(message))
        {
            if (item.StatusUpdate?.Status is { } status)
            {
                Console.WriteLine($"{status.State}: {status.Message?.Parts[0].Text}");
            }

            if (item.ArtifactUpdate?.Artifact.Parts is [{ Data: { } data }, ..])
            {
                Console.WriteLine($"Result: {data.Deserialize(ChainJson.Default.Settlement)}");
            }
        }
    }
}
