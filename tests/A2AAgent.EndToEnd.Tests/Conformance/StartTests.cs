using System.Net;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Conformance;

public sealed class StartTests
{
    private const int WrongConfiguration = 78;

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("Development")]
    public async Task The_agent_starts_on_loopback_for_anyone_in_every_environment(string environment)
    {
        var command = ConformanceProcess.Command("");
        command.Environment["DOTNET_ENVIRONMENT"] = environment;
        // Null keeps a variable out of the process: these are the agent's own to set.
        command.Environment["Agent__BindAddress"] = null;
        command.Environment["Agent__Security__AllowAnonymous"] = null;

        await using var agent = await RunningAgent.StartAsync(command);

        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(agent.Address.Host)), agent.Log);
        using var http = new HttpClient { BaseAddress = agent.Address };
        Assert.Contains("\"streaming\":true", await http.GetStringAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains($"Hosting environment: {environment}", agent.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_profile_ends_the_agent_with_one_line_that_names_the_profiles()
    {
        var result = await Tool.RunAsync(ConformanceProcess.Command("none"));

        Assert.Equal(WrongConfiguration, result.ExitCode);
        Assert.Equal("CONFORMANCE_PROFILE is 'none'; it must be full, minimal or required-extension.", Assert.Single(result.Errors));
    }
}
