using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Signing;

/// <summary>The sample's binary on the command line: <c>card</c> and <c>jwks</c>.</summary>
public sealed class CardCommandTests : IDisposable
{
    private const int WrongUsage = 64;
    private const int WrongConfiguration = 78;

    private readonly SigningFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_card_is_the_one_that_the_agent_serves_and_nothing_else_is_written()
    {
        var result = await SigningFolder.CommandAsync("card", "--public-url", SigningFolder.PublicUrl);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Errors);
        Assert.Equal(await ServedAsync(), Assert.Single(result.Output));
    }

    [Fact]
    public async Task A_card_that_is_signed_verifies_from_a_file_and_from_the_standard_input()
    {
        await _folder.WriteAsync("card.json", "card", "--public-url", SigningFolder.PublicUrl, "--sign", Pem("es256"), "--key-id", "new", "--sign", Pem("rs256"), "--algorithm", "PS256");
        await _folder.WriteAsync("jwks.json", "jwks", "--sign", Pem("es256"), "--key-id", "new");

        var file = await SigningFolder.CommandAsync("card", "--verify", _folder.PathOf("jwks.json"), "--card", _folder.PathOf("card.json"));
        var input = await FromInputAsync("card.json");

        Assert.Equal((0, "The Agent Card 'Expense Processor Agent' is valid: signed by new."), (file.ExitCode, Assert.Single(file.Output)));
        Assert.Equal(0, input.ExitCode);
        Assert.Equal(file.Output, input.Output);
    }

    [Theory]
    [InlineData("Validates", "validates", "is not one of this card")]
    [InlineData("\"name\"", "\"nome\"", "name: Required")]
    [InlineData("\"signatures\"", "\"sgnatures\"", "not signed")]
    public async Task A_card_that_was_changed_is_not_valid(string before, string after, string said)
    {
        await _folder.WriteAsync("signed.json", "card", "--public-url", SigningFolder.PublicUrl, "--sign", Pem("es256"), "--key-id", "new");
        await _folder.WriteAsync("jwks.json", "jwks", "--sign", Pem("es256"), "--key-id", "new");
        var card = await File.ReadAllTextAsync(_folder.PathOf("signed.json"), Token);
        await File.WriteAllTextAsync(_folder.PathOf("card.json"), card.Replace(before, after, StringComparison.Ordinal), Token);

        var result = await SigningFolder.CommandAsync("card", "--verify", _folder.PathOf("jwks.json"), "--card", _folder.PathOf("card.json"));

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(said, Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_written_only_if_it_verifies_with_the_keys_that_clients_have()
    {
        await _folder.WriteAsync("jwks.json", "jwks", "--sign", Pem("es256"));

        var other = await SigningFolder.CommandAsync("card", "--public-url", SigningFolder.PublicUrl, "--sign", Pem("es384"), "--verify", _folder.PathOf("jwks.json"));
        var known = await SigningFolder.CommandAsync("card", "--public-url", SigningFolder.PublicUrl, "--sign", Pem("es256"), "--verify", _folder.PathOf("jwks.json"));

        Assert.Equal(1, other.ExitCode);
        Assert.Empty(other.Output);
        Assert.Equal(0, known.ExitCode);
        Assert.Contains("is valid", string.Join('\n', known.Errors), StringComparison.Ordinal);
        Assert.Contains("\"signatures\":[{", Assert.Single(known.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_signs_at_once_is_for_its_owner_alone_and_is_never_written_over()
    {
        await _folder.WriteAsync("card.json", "card", "--public-url", SigningFolder.PublicUrl, "--new-key", Pem("new"));
        await _folder.WriteAsync("jwks.json", "jwks", "--sign", Pem("new"));
        var key = await File.ReadAllTextAsync(Pem("new"), Token);

        var verified = await SigningFolder.CommandAsync("card", "--verify", _folder.PathOf("jwks.json"), "--card", _folder.PathOf("card.json"));
        var again = await SigningFolder.CommandAsync("card", "--public-url", SigningFolder.PublicUrl, "--new-key", Pem("new"));

        Assert.Equal(0, verified.ExitCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Pem("new")));
        Assert.Equal(1, again.ExitCode);
        Assert.Contains(Pem("new"), Assert.Single(again.Errors), StringComparison.Ordinal);
        Assert.Equal(key, await File.ReadAllTextAsync(Pem("new"), Token));
    }

    [Theory]
    [InlineData(WrongConfiguration, "--public-url", "card")]
    [InlineData(WrongConfiguration, "Agent:PublicUrl is 'agents.example.com'", "card", "--public-url", "agents.example.com")]
    [InlineData(WrongConfiguration, "no key", "jwks")]
    [InlineData(WrongUsage, "no option --sing", "card", "--sing", "key.pem")]
    [InlineData(WrongUsage, "no option key.pem", "card", "key.pem")]
    [InlineData(WrongUsage, "--sign needs a value", "card", "--sign")]
    [InlineData(WrongUsage, "--key-id belongs behind", "card", "--key-id", "new")]
    [InlineData(WrongUsage, "--algorithm is 'HS256'", "card", "--sign", "key.pem", "--algorithm", "HS256")]
    [InlineData(WrongUsage, "--card", "card", "--card", "card.json")]
    [InlineData(WrongUsage, "--new-key makes one key", "card", "--new-key", "a.pem", "--new-key", "b.pem")]
    [InlineData(1, "/nowhere/key.pem", "card", "--public-url", "https://agents.example.com", "--sign", "/nowhere/key.pem")]
    [InlineData(1, "/nowhere/jwks.json", "card", "--verify", "/nowhere/jwks.json", "--card", "/dev/null")]
    [InlineData(1, "more than", "card", "--verify", "/dev/zero", "--card", "/dev/null")]
    [InlineData(1, "no private key", "jwks", "--sign", "/dev/null")]
    public async Task What_is_wrong_is_said_in_one_line(int exitCode, string said, params string[] arguments)
    {
        var result = await SigningFolder.CommandAsync(arguments);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(said, Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agents_own_secrets_and_ports_are_not_needed()
    {
        var command = InPlaceAgent.Command("--no-launch-profile", "--", "card");
        command.Environment["Agent__PublicUrl"] = SigningFolder.PublicUrl;
        command.Environment["Agent__Security__Schemes__key__Type"] = "apiKey";
        command.Environment["Agent__Security__Schemes__key__KeysFile"] = "/var/run/secrets/agent/not-here.json";
        command.Environment["Agent__Tls__CertificateFile"] = "/var/run/secrets/agent/not-here.pem";
        command.Environment["Agent__Tls__KeyFile"] = "/var/run/secrets/agent/not-here.key";

        var result = await Tool.RunAsync(command);

        Assert.True(result.ExitCode == 0, result.All);
        Assert.True(JsonDocument.Parse(Assert.Single(result.Output)).RootElement.GetProperty("securitySchemes").TryGetProperty("key", out _));
    }

    private string Pem(string key) => _folder.PathOf($"{key}.pem");

    private Task<ToolResult> FromInputAsync(string card)
    {
        var command = InPlaceAgent.Command("--no-launch-profile", "--", "card", "--verify", _folder.PathOf("jwks.json"));
        return Tool.RunAsync(Tool.Command("sh", command.WorkingDirectory, ["-c", "card=$1; shift; exec \"$@\" < \"$card\"", "sh", _folder.PathOf(card), command.FileName, .. command.ArgumentList]));
    }

    private static async Task<string> ServedAsync()
    {
        var command = InPlaceAgent.Command("--no-launch-profile");
        command.Environment["Agent__PublicUrl"] = SigningFolder.PublicUrl;
        await using var agent = await RunningAgent.StartAsync(command);
        using var http = new HttpClient { BaseAddress = agent.Address };
        return await http.GetStringAsync("/.well-known/agent-card.json", Token);
    }
}
