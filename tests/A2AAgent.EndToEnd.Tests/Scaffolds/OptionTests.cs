using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Telemetry.Otlp;

namespace A2AAgent.EndToEnd.Tests.Scaffolds;

public sealed class OptionTests(TemplatePackage template, ITestOutputHelper output)
{
    [Fact]
    public async Task A_scaffold_without_options_is_restored_and_builds_for_net10_without_warnings()
    {
        var scaffold = await template.CreateAsync("Acme.Travel");

        Assert.True(scaffold.Has("obj/project.assets.json"));
        Assert.Contains("<TargetFramework>net10.0</TargetFramework>", scaffold.Read(scaffold.Project), StringComparison.Ordinal);
        await scaffold.BuildAsync();
    }

    [Fact]
    public async Task A_scaffold_for_net10_publishes_natively_wherever_its_native_runtime_can_be_had()
    {
        var scaffold = await template.CreateAsync("Acme.Travel", "--framework", "net10.0", "--no-restore");
        var restore = await Tool.DotNetAsync(scaffold.Folder, "restore", "-p:_IsPublishing=true");
        if (restore.ExitCode != 0)
        {
            // The one package that sources lack; anything else that keeps it from restoring is a mistake of ours.
            var missing = restore.Output.Where(static line => line.Contains("error", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(missing);
            Assert.All(missing, static line => Assert.Contains("Unable to find package Microsoft.NETCore.App.Runtime.NativeAOT.", line, StringComparison.Ordinal));
            output.WriteLine(missing[0]);
            return;
        }

        var binary = await scaffold.PublishAsync();

        await using var agent = await RunningAgent.StartAsync(Tool.Command(binary, Path.GetDirectoryName(binary)!));
        using var client = new AgentClient(agent.Address);
        Assert.Equal("TASK_STATE_COMPLETED", (await client.SendAsync(Binding.JsonRpc, Requests.CompleteReport)).State());
    }

    [Theory]
    [InlineData("jsonrpc", "JSONRPC", "ExpenseAgent.http")]
    [InlineData("rest", "HTTP+JSON", "ExpenseAgent.rest.http")]
    public async Task A_scaffold_with_one_binding_builds_and_serves_only_that(string option, string binding, string requests)
    {
        var scaffold = await template.CreateAsync("Agent", "--bindings", option, "--no-restore");
        Assert.Equal([requests], Directory.GetFiles(scaffold.Folder, "*.http").Select(Path.GetFileName));
        await scaffold.BuildAsync();

        await using var agent = await RunningAgent.StartAsync(Tool.Command("dotnet", scaffold.Folder, "run", "--no-build"));
        using var client = new AgentClient(agent.Address);
        var card = await client.GetAsync("/.well-known/agent-card.json");
        Assert.Equal([binding], card.GetProperty("supportedInterfaces").EnumerateArray().Select(one => one.GetProperty("protocolBinding").GetString()));
    }

    [Fact]
    public async Task A_scaffold_with_otlp_publishes_natively_and_exports()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var scaffold = await template.CreateAsync("Acme.Travel", "--framework", "net9.0", "--otlp");
        var binary = await scaffold.PublishAsync();
        var start = Tool.Command(binary, Path.GetDirectoryName(binary)!);
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.HttpEndpoint.ToString();
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        start.Environment["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=test";
        start.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "3600000";
        await using var agent = await RunningAgent.StartAsync(start);
        using var client = new AgentClient(agent.Address);
        await client.SendAsync(Binding.JsonRpc, Requests.CompleteReport);

        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync());

        var call = Assert.Single(receiver.Spans, static span => span.Name == "SendMessage");
        Assert.Equal(("Expense Processor Agent", OtlpKind.Server, "jsonrpc"), (call.Service, call.Kind, call["a2a.binding"]));
        Assert.Equal(call.SpanId, Assert.Single(receiver.Spans, static span => span.Name == "skill validate-expense").ParentId);
        Assert.Contains(receiver.Metrics, static metric => metric.Name == "a2a.task.duration");
        Assert.Contains(receiver.Logs, static log => log.Body.Contains("Application is shutting down", StringComparison.Ordinal));
        Assert.All(receiver.Resources, static resource => Assert.Equal("test", resource["deployment.environment.name"]));
        output.WriteLine($"binary: {new FileInfo(binary).Length / 1e6:F1} MB");
    }

    [Fact]
    public async Task Both_bindings_named_are_the_default()
    {
        var scaffold = await template.CreateAsync("Acme.Travel", "--bindings", "rest", "--bindings", "jsonrpc", "--no-restore");

        Assert.DoesNotContain("Bindings", scaffold.Read("ExpenseAgent.cs"), StringComparison.Ordinal);
        Assert.True(scaffold.Has("ExpenseAgent.http") && scaffold.Has("ExpenseAgent.rest.http"));
    }

    [Fact]
    public async Task The_runtime_packages_come_with_the_scaffold_unless_they_are_not_wanted()
    {
        var with = await template.CreateAsync("Acme.Travel", "--framework", "net9.0", "--no-restore");
        var without = await template.CreateAsync("Acme.Travel", "--framework", "net9.0", "--no-restore", "--vendor-packages", "false");

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(with.Folder, "packages"), "A2AAgent.Server.*.nupkg"));
        Assert.DoesNotContain("<clear", with.Read("nuget.config"), StringComparison.Ordinal);
        Assert.False(without.Has("packages") || without.Has("nuget.config"));
        Assert.Equal(with.Read(with.Project), without.Read(without.Project));
    }

    [Fact]
    public async Task Nothing_is_restored_when_that_is_not_wanted()
    {
        var scaffold = await template.CreateAsync("Acme.Travel", "--no-restore");

        Assert.False(scaffold.Has("obj"));
    }

    [Theory]
    [InlineData("--framework", "net8.0")]
    [InlineData("--bindings", "soap")]
    [InlineData("--store", "redis")]
    [InlineData("--platform", "nomad")]
    [InlineData("--ci", "jenkins")]
    public async Task An_unknown_choice_is_refused(string option, string value)
    {
        var (scaffold, result) = await template.TryCreateAsync("Acme.Travel", option, value);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(value, result.All, StringComparison.Ordinal);
        Assert.False(Path.Exists(scaffold.Folder));
    }

    [Fact]
    public async Task A_scaffold_is_the_sample_and_nothing_else()
    {
        var scaffold = await template.CreateAsync("Acme.Travel", "--no-restore");

        Assert.DoesNotContain("Postgres", scaffold.Read(scaffold.Project) + scaffold.Read("Program.cs") + scaffold.Read("README.md"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            [".dockerignore", ".gitignore", "Acme.Travel.csproj", "Dockerfile", "ExpenseAgent.cs", "ExpenseAgent.http", "ExpenseAgent.rest.http", "ExpenseJson.cs",
                "ExpenseReport.cs", "ExpenseVerdict.cs", "PolicyBook.cs", "Program.cs", "README.md", "appsettings.json", "nuget.config"],
            Directory.GetFiles(scaffold.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
