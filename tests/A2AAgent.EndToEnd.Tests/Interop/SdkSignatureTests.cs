using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Signing;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Interop;

/// <summary>Signed cards with the official SDK at the other end, either way.</summary>
public sealed class SdkSignatureTests(NodePackages node)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_official_SDK_verifies_the_card_by_each_of_its_keys(bool withSecurity)
    {
        using var folder = new SigningFolder();
        var command = InPlaceAgent.Command("--no-launch-profile");
        command.Environment["DOTNET_ENVIRONMENT"] = "Development";
        for (var index = 0; index < SigningFolder.Keys.Count; index++)
        {
            command.Environment[$"Agent__Signing__Keys__{index}__File"] = folder.PathOf($"{SigningFolder.Keys[index]}.pem");
            command.Environment[$"Agent__Signing__Keys__{index}__KeyId"] = SigningFolder.Keys[index];
            command.Environment[$"Agent__Signing__Keys__{index}__Algorithm"] = SigningFolder.Keys[index].ToUpperInvariant();
        }

        if (withSecurity)
        {
            // A requirement without scopes: the SDK leaves it out before it verifies.
            RequireKey(command.Environment);
        }

        await using var agent = await RunningAgent.StartAsync(command);
        var lines = await node.RunAsync("card-verify.mjs", agent.Address.AbsoluteUri);

        Lines.Equal((withSecurity ? "" : "{\"step\":\"in the client\",\"name\":\"Expense Processor Agent\"}\n") + """
            {"step":"es256","valid":true}
            {"step":"es384","valid":true}
            {"step":"rs256","valid":true}
            {"step":"ps256","valid":true}
            {"step":"another name","valid":false,"says":"No valid signatures found on agent card."}
            {"step":"another address","valid":false,"says":"No valid signatures found on agent card."}
            {"step":"an unknown key","valid":false,"says":"No valid signatures found on agent card."}
            """, lines);
    }

    [Fact]
    public async Task What_the_official_SDK_signs_verifies_and_so_does_what_another_library_writes_anew()
    {
        using var folder = await SignAsync();

        foreach (var card in new[] { "ES256", "ES384", "RS256", "PS256" })
        {
            var result = await VerifyAsync(folder, "jwks.json", $"{card}.json");
            Assert.Equal((0, $"The Agent Card 'Expense Processor Agent' is valid: signed by {card}."), (result.ExitCode, result.All));
        }

        Assert.Equal(0, (await VerifyAsync(folder, "own.json", "reversed.json")).ExitCode);
        Assert.Equal(1, (await VerifyAsync(folder, "own.json", "ES256.json")).ExitCode);
    }

    [Fact]
    public async Task What_the_official_SDK_leaves_out_before_it_signs_has_to_be_accepted_explicitly()
    {
        using var folder = await SignAsync("--Agent:Security:Schemes:key:Type=apiKey", "--Agent:Security:Schemes:key:Keys:k:Value=0123456789abcdef0123456789abcdef");

        Assert.Equal(1, (await VerifyAsync(folder, "jwks.json", "ES256.json")).ExitCode);
        Assert.Equal(0, (await VerifyAsync(folder, "jwks.json", "ES256.json", "--other-sdks")).ExitCode);
        Assert.Equal(0, (await VerifyAsync(folder, "own.json", "reversed.json")).ExitCode);
    }

    private async Task<SigningFolder> SignAsync(params string[] settings)
    {
        var folder = new SigningFolder();
        await folder.WriteAsync("card.json", ["card", "--public-url", SigningFolder.PublicUrl, .. settings]);
        await folder.WriteAsync("signed.json", ["card", "--public-url", SigningFolder.PublicUrl, "--sign", folder.PathOf("es256.pem"), .. settings]);
        await folder.WriteAsync("own.json", "jwks", "--sign", folder.PathOf("es256.pem"));
        await node.RunAsync("card-sign.mjs", folder.PathOf("card.json"), folder.PathOf("signed.json"), folder.PathOf(""));
        return folder;
    }

    private static Task<ToolResult> VerifyAsync(SigningFolder folder, string keys, string card, params string[] options) =>
        SigningFolder.CommandAsync(["card", "--verify", folder.PathOf(keys), "--card", folder.PathOf(card), .. options]);

    private static void RequireKey(IDictionary<string, string?> environment)
    {
        environment["Agent__Security__Schemes__key__Type"] = "apiKey";
        environment["Agent__Security__Schemes__key__Keys__k__Value"] = "0123456789abcdef0123456789abcdef";
    }
}
