using A2AAgent.Generators.Tests.Harness;

namespace A2AAgent.Generators.Tests;

public class BaselineTests
{
    [Theory]
    [InlineData("Expense", Examples.Expense)]
    [InlineData("Travel", Examples.Travel)]
    public async Task An_agent_is_generated_as_in_its_baseline(string name, string source)
    {
        var project = await AgentProject.BuildAsync(source);

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        Baseline.Check(name, project.Files);
    }
}
