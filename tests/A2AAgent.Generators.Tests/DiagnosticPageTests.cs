using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Tests.Harness;

namespace A2AAgent.Generators.Tests;

public class DiagnosticPageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_page_with_its_title_behind_its_link(string id)
    {
        var descriptor = Descriptors.All.Single(descriptor => descriptor.Id == id);

        Assert.Equal($"# {id}: {descriptor.Title}", DiagnosticPage.Read(id).Heading);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_example_of_a_page_has_this_problem_and_no_other(string id)
    {
        var project = await AgentProject.BuildAsync(DiagnosticPage.Read(id).Wrong);

        Assert.Equal([id], project.Reported.Select(diagnostic => diagnostic.Id));
        Assert.Empty(project.Complaints);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_right_example_of_a_page_has_no_problem(string id)
    {
        var project = await AgentProject.BuildAsync(DiagnosticPage.Read(id).Right);

        Assert.Empty(project.Reported);
        Assert.Empty(project.Complaints);
        Assert.NotEmpty(project.Files);
    }
}
