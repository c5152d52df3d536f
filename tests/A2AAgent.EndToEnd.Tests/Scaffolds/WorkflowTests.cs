using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Signing;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Scaffolds;

/// <summary>The GitHub workflow that comes with <c>--ci github</c>: its scripts run here as they run there.</summary>
public sealed class WorkflowTests(TemplatePackage template) : IDisposable
{
    private readonly SigningFolder _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task The_scripts_of_the_workflow_test_publish_start_and_sign_the_agent_and_build_its_manifests()
    {
        var scaffold = await template.CreateAsync("Acme.Travel", "--ci", "github", "--framework", "net9.0");
        var workflow = new Workflow(scaffold.Read(".github/workflows/agent.yml"));
        Assert.Equal(["agent", "image"], workflow.Jobs);

        // The tool that lists packages comes from nuget.org.
        foreach (var step in workflow.Steps("agent").Where(static step => !step.Name.Contains("SBOM", StringComparison.Ordinal)))
        {
            await RunAsync(scaffold, workflow.Environment("agent"), step);
        }

        Assert.Contains("signatures", JsonDocument.Parse(scaffold.Read("publish/agent-card.json")).RootElement.EnumerateObject().Select(static member => member.Name));
        Assert.All(["publish/dev.yaml", "publish/production.yaml"], file => Assert.Contains("kind: Deployment", scaffold.Read(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_scaffold_does_not_have_the_workflow_does_not_build()
    {
        var scaffold = await template.CreateAsync("Acme.Travel", "--ci", "github", "--no-docker", "--no-kubernetes", "--no-restore");
        var workflow = new Workflow(scaffold.Read(".github/workflows/agent.yml"));

        Assert.Equal(["agent"], workflow.Jobs);
        Assert.DoesNotContain(workflow.Steps("agent"), static step => step.Script.Contains("kustomize", StringComparison.Ordinal));
        Assert.DoesNotContain("#if", scaffold.Read(".github/workflows/agent.yml"), StringComparison.Ordinal);
    }

    private async Task RunAsync(Scaffold scaffold, IReadOnlyDictionary<string, string> environment, WorkflowStep step)
    {
        var (port, management) = (FreePort(), FreePort());
        var script = step.Script
            .Replace("localhost:8080", $"localhost:{port}", StringComparison.Ordinal)
            .Replace("localhost:9464", $"localhost:{management}", StringComparison.Ordinal);

        // As the runner starts bash.
        var command = Tool.Command("bash", scaffold.Folder, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script);
        foreach (var (name, value) in environment.Concat(step.Environment))
        {
            command.Environment[name] = value;
        }

        if (step.Name.StartsWith("Start", StringComparison.Ordinal))
        {
            command.Environment["PORT"] = port;
            command.Environment["Agent__Ports__Management"] = management;
            command.Environment["Agent__BindAddress"] = "127.0.0.1";
        }

        // .NET 9, which the workflow installs, need not be here: its agents run on what is.
        command.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        command.Environment["PUBLIC_URL"] = SigningFolder.PublicUrl;
        command.Environment["CARD_SIGNING_KEY"] = await File.ReadAllTextAsync(_keys.PathOf("es256.pem"), TestContext.Current.CancellationToken);
        var result = await Tool.RunAsync(command);
        Assert.True(result.ExitCode == 0, $"{step.Name} ended with {result.ExitCode}:\n{result.All}");
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
