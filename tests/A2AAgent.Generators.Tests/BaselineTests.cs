using A2AAgent.Generators.Tests.Harness;

namespace A2AAgent.Generators.Tests;

public class BaselineTests
{
    [Theory]
    [InlineData(nameof(Examples.Expense))]
    [InlineData(nameof(Examples.Travel))]
    [InlineData(nameof(Examples.Vault))]
    [InlineData(nameof(Examples.Rates))]
    public async Task An_agent_is_generated_as_in_its_baseline(string name)
    {
        var project = await AgentProject.BuildAsync(name switch
        {
            nameof(Examples.Expense) => Examples.Expense,
            nameof(Examples.Travel) => Examples.Travel,
            nameof(Examples.Rates) => Examples.Rates,
            _ => Examples.Vault,
        });

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        Baseline.Check(name, project.Files);
    }
}
