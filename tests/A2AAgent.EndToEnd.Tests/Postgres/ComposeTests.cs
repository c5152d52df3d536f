using System.Text.RegularExpressions;
using A2AAgent.EndToEnd.Tests.Scaffolds;
using Npgsql;

namespace A2AAgent.EndToEnd.Tests.Postgres;

/// <summary>The deployment that comes with a scaffold for PostgreSQL: its files fit together. <see cref="ReplicaTests"/> runs agents with its settings.</summary>
public sealed partial class ComposeTests(TemplatePackage template)
{
    [Fact]
    public async Task Two_replicas_wait_for_their_database_behind_a_balancer_and_only_that_is_reached_from_outside()
    {
        var compose = await ComposeAsync();

        Assert.Equal(["postgres", "agent", "nginx"], compose.Services);
        Assert.Equal("2", compose.TextOf("services", "agent", "deploy", "replicas"));
        Assert.Equal("service_healthy", compose.TextOf("services", "agent", "depends_on", "postgres", "condition"));
        Assert.Contains("pg_isready", compose.ListOf("services", "postgres", "healthcheck", "test"));
        Assert.Equal(["127.0.0.1:8080:8080"], compose.ListOf("services", "nginx", "ports"));
        Assert.Equal([compose.ListOf("services", "postgres", "volumes")[0].Split(':')[0]], compose.Volumes);
    }

    [Fact]
    public async Task The_agent_knows_the_database_by_the_names_that_it_has()
    {
        var compose = await ComposeAsync();
        var connection = new NpgsqlConnectionStringBuilder(compose.EnvironmentOf("agent")["ConnectionStrings__Tasks"]);
        var server = compose.EnvironmentOf("postgres");

        Assert.Equal("postgres", connection.Host);
        Assert.Equal((server["POSTGRES_USER"], server["POSTGRES_DB"]), (connection.Username, connection.Database));
    }

    [Fact]
    public async Task No_password_is_in_the_files_and_none_gets_into_git_or_the_image()
    {
        var scaffold = await ScaffoldAsync();

        Assert.Equal("${POSTGRES_PASSWORD}", new NpgsqlConnectionStringBuilder(new ComposeFile(scaffold.Read("docker-compose.yml")).EnvironmentOf("agent")["ConnectionStrings__Tasks"]).Password);
        Assert.EndsWith("\nPOSTGRES_PASSWORD=\n", scaffold.Read(".env.example"), StringComparison.Ordinal);
        Assert.Contains("\n.env\n", scaffold.Read(".gitignore"), StringComparison.Ordinal);
        Assert.Contains("\n**/.env\n", scaffold.Read(".dockerignore"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonrpc", new[] { "nginx/agent.conf" }, new[] { "http://agent:8080" })]
    [InlineData("grpc", new[] { "nginx/agent.conf", "nginx/grpc.conf" }, new[] { "http://agent:8080", "grpc://agent:50051" })]
    public async Task The_balancer_sends_calls_to_the_ports_that_the_agent_has(string binding, string[] files, string[] targets)
    {
        var scaffold = await ScaffoldAsync("--bindings", binding);
        var compose = new ComposeFile(scaffold.Read("docker-compose.yml"));

        Assert.Equal(files, Directory.GetFiles(Path.Combine(scaffold.Folder, "nginx")).Select(static file => $"nginx/{Path.GetFileName(file)}").Order(StringComparer.Ordinal));
        Assert.Equal(targets, files.Select(file => Target().Match(scaffold.Read(file)).Groups["target"].Value));
        Assert.Equal(targets.Length, compose.ListOf("services", "nginx", "ports").Count);
        foreach (var (file, port) in files.Zip(compose.ListOf("services", "nginx", "ports")))
        {
            Assert.Contains($"listen {port.Split(':')[^1]};", scaffold.Read(file), StringComparison.Ordinal);
        }
    }

    private async Task<ComposeFile> ComposeAsync() => new((await ScaffoldAsync()).Read("docker-compose.yml"));

    private Task<Scaffold> ScaffoldAsync(params IEnumerable<string> options) => template.CreateAsync("Acme.Durable", ["--store", "postgres", "--no-restore", .. options]);

    [GeneratedRegex(@"set \$agent (?<target>\S+);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Target();
}
