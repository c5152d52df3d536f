using A2AAgent.Generators.Tests.Harness;

namespace A2AAgent.Generators.Tests;

public class BaselineTests
{
    [Theory]
    [InlineData(nameof(Examples.Expense))]
    [InlineData(nameof(Examples.Travel))]
    public async Task An_agent_is_generated_as_in_its_baseline(string name)
    {
        var project = await AgentProject.BuildAsync(name == nameof(Examples.Expense) ? Examples.Expense : Examples.Travel);

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        Baseline.Check(name, project.Files);
    }
}
