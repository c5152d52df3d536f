using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests;

public sealed class WrongSettingTests
{
    private const int WrongConfiguration = 78;

    [Theory]
    [InlineData("PORT", "http", "PORT is 'http'")]
    [InlineData("PORT", "70000", "Agent:Ports:Http is 70000")]
    [InlineData("Agent__PublicUrl", "agents.example.com", "Agent:PublicUrl is 'agents.example.com'")]
    [InlineData("Agent__BindAddress", "nowhere", "Agent:BindAddress is 'nowhere'")]
    [InlineData("Agent__Tasks__MaxTasks", "many", "Agent:Tasks:MaxTasks")]
    [InlineData("Agent__Tasks__MaxTasks", "0", "Agent:Tasks:MaxTasks is 0")]
    [InlineData("Agent__Security__AllowAnonymous", "false", "no security scheme")]
    public async Task A_wrong_setting_ends_the_agent_with_one_line_that_names_it(string name, string value, string named)
    {
        var command = InPlaceAgent.Command("--no-launch-profile");
        command.Environment[name] = value;
        RunningAgent.Settings(command);

        var result = await Tool.RunAsync(command);

        Assert.Equal(WrongConfiguration, result.ExitCode);
        Assert.Contains(named, Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
