using A2AAgent.EndToEnd.Tests.Signing;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>The sample on the command line: <c>manifests</c>.</summary>
public sealed class ManifestsCommandTests : IDisposable
{
    private const int WrongUsage = 64;
    private const int WrongConfiguration = 78;

    private static readonly string[] Files = ["base/ports.yaml", "base/service.yaml", "components/gateway-api/routes.yaml"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_comes_from_the_agent_is_written_and_then_up_to_date()
    {
        var written = await RunAsync("--name", "expense-agent");
        var again = await RunAsync();
        var check = await RunAsync("--check");

        Assert.Equal((0, Files.Length), (written.ExitCode, written.Output.Count));
        Assert.All(Files, file => Assert.True(File.Exists(_folder.PathOf(file)), file));
        Assert.All([again, check], result => Assert.Equal((0, $"The manifests in {_folder.Path} are up to date."), (result.ExitCode, Assert.Single(result.Output))));
    }

    [Fact]
    public async Task A_port_that_changes_is_told_by_the_check_and_then_written_under_the_same_name()
    {
        await RunAsync("--name", "expense-agent");

        var check = await RunAsync("--check", "--Agent:Ports:Http=9000");
        var before = await File.ReadAllTextAsync(_folder.PathOf("base/service.yaml"), TestContext.Current.CancellationToken);
        var written = await RunAsync("--Agent:Ports:Http=9000");
        var after = await File.ReadAllTextAsync(_folder.PathOf("base/service.yaml"), TestContext.Current.CancellationToken);

        Assert.Equal(1, check.ExitCode);
        Assert.Empty(check.Output);
        Assert.All(Files, file => Assert.Contains(_folder.PathOf(file), Assert.Single(check.Errors), StringComparison.Ordinal));
        Assert.Equal(Files.Length, written.Output.Count);
        Assert.Equal(before.Replace("8080", "9000", StringComparison.Ordinal), after);
        Assert.Contains("name: expense-agent", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_it_is_made_from_the_projects()
    {
        await RunAsync();

        Assert.Contains("name: expenseagent\n", await File.ReadAllTextAsync(_folder.PathOf("base/service.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_of_the_public_address_is_the_one_that_is_routed()
    {
        await RunAsync("--public-url", "https://agents.example.com/expenses");

        Assert.Contains("value: /expenses\n", await File.ReadAllTextAsync(_folder.PathOf(Files[2]), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WrongConfiguration, "The name is 'Expense_Agent'", "--name", "Expense_Agent")]
    [InlineData(WrongConfiguration, "A port is 0", "--Agent:Ports:Http=0")]
    [InlineData(WrongUsage, "no option --print", "--print")]
    [InlineData(WrongUsage, "--out needs a value", "--out=")]
    public async Task What_is_wrong_is_said_in_one_line(int exitCode, string said, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(said, Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    private Task<ToolResult> RunAsync(params IEnumerable<string> arguments) => SigningFolder.CommandAsync(["manifests", "--out", _folder.Path, .. arguments]);
}
