using System.Text.RegularExpressions;

namespace A2AAgent.EndToEnd.Tests.Scaffolds;

public sealed partial class NameTests(TemplatePackage template)
{
    [Theory]
    [InlineData("Acme.Travel", "Acme.Travel", "acme-travel")]
    [InlineData("My.Agent", "My.Agent", "my-agent")]
    [InlineData("9Lives", "_9Lives", "agent-9lives")]
    [InlineData("Über_Agent", "Über_Agent", "ber-agent")]
    [InlineData("名前", "名前", "agent")]
    [InlineData("My Agent", "My_Agent", "my-agent")]
    [InlineData("Acme.event", "Acme._event", "acme-event")]
    [InlineData("ExpenseAgent", "ExpenseAgents", "expenseagent")]
    [InlineData("ALongNameThatGoesOnAndOnUntilItHasExactlySixtyThreeCharactersIn.It", "ALongNameThatGoesOnAndOnUntilItHasExactlySixtyThreeCharactersIn.It",
        "alongnamethatgoesonandonuntilithasexactlysixtythreecharactersin")]
    public async Task A_name_becomes_a_project_a_namespace_and_a_Kubernetes_name(string name, string expectedNamespace, string kubernetesName)
    {
        var scaffold = await template.CreateAsync(name, "--no-restore");

        Assert.Contains($"<RootNamespace>{expectedNamespace}</RootNamespace>", scaffold.Read(scaffold.Project), StringComparison.Ordinal);
        Assert.Contains($"namespace {expectedNamespace};", scaffold.Read("ExpenseAgent.cs"), StringComparison.Ordinal);
        Assert.Contains("class ExpenseAgent(", scaffold.Read("ExpenseAgent.cs"), StringComparison.Ordinal);
        Assert.Contains($"ARG PROJECT=\"{name}.csproj\"", scaffold.Read("Dockerfile"), StringComparison.Ordinal);
        Assert.Contains($"title=\"{kubernetesName}\"", scaffold.Read("Dockerfile"), StringComparison.Ordinal);
        Assert.StartsWith($"# {kubernetesName}\n", scaffold.Read("README.md"), StringComparison.Ordinal);
        Assert.Matches(KubernetesName(), kubernetesName);
    }

    [Theory]
    [InlineData("ExpenseAgent")]
    [InlineData("9 Lives.of-Über.class")]
    public async Task A_scaffold_with_an_awkward_name_builds(string name)
    {
        var scaffold = await template.CreateAsync(name, "--no-restore");

        await scaffold.BuildAsync();
    }

    [GeneratedRegex("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KubernetesName();
}
