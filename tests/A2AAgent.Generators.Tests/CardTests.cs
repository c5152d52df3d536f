using A2AAgent.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace A2AAgent.Generators.Tests;

/// <summary>The runtime reads the card that was generated, and finds in it what the attributes say.</summary>
public class CardTests
{
    // By name: some of these characters cannot stand in a test report.
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["plain"] = "plain",
        ["quotes and slashes"] = "\"quoted\", \\ and / and 'single'",
        ["runs of quotes"] = "\"\"\" three and more \"\"\"\"\" quotes \"\"\"u8;",
        ["control characters"] = "lines\r\nand\ttabs\0and\u0001\u007f\u0085controls",
        ["line separators"] = "\u2028 and \u2029 are line breaks to C#",
        ["braces"] = "{ braces } {{ and }} $\"{interpolation}\"",
        ["comments"] = "// no comment /* at */ all #endif",
        ["letters"] = "Ünïcödé 漢字 עברית \u202Ereversed\u202C",
        ["emoji"] = "👩‍💻 emoji 🎉",
        ["invisible"] = "\uFEFF\u200B invisible \uE000 private \uFFFE\uFFFF none",
        ["long"] = new('x', 10_000),
    };

    public static TheoryData<string> TextNames => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(TextNames))]
    public async Task Any_text_comes_through_as_it_is(string name)
    {
        var text = Texts[name];
        var literal = SymbolDisplay.FormatLiteral(text, quote: true);
        var card = await GeneratedCard.ReadAsync($$"""
            namespace Acme;

            [Agent({{literal}}, Description = {{literal}}, Organization = {{literal}}, OrganizationUrl = "https://acme.example")]
            [AgentExtension("urn:acme:x", Description = {{literal}})]
            public sealed partial class TestAgent
            {
                [AgentSkill("run", Name = {{literal}}, Description = {{literal}}, Tags = [{{literal}}, "b"], Examples = [{{literal}}])]
                public string Run() => "";
            }
            """);

        var skill = Assert.Single(card.Skills);
        string[] ofCard = [card.Name, card.Description, card.Provider!.Organization, card.Capabilities.Extensions[0].Description];
        string[] ofSkill = [skill.Name, skill.Description, skill.Tags[0], skill.Examples[0]];
        Assert.All([.. ofCard, .. ofSkill], actual => Assert.Equal(text, actual));
    }

    [Fact]
    public async Task Half_a_character_becomes_the_replacement_character()
    {
        var card = await GeneratedCard.ReadAsync(Problem.Agent("[AgentSkill(\"run\", Description = \"a\\ud800b\\udc00\")] public string Run() => \"\";"));

        Assert.Equal("a\uFFFDb\uFFFD", card.Skills[0].Description);
    }

    [Fact]
    public async Task Everything_that_the_attributes_can_say_is_on_the_card()
    {
        var card = await GeneratedCard.ReadAsync("""
            namespace Acme;

            [Agent("Travel", Description = "Books travel", Version = "2.1.0-beta.1",
                Organization = "Acme", OrganizationUrl = "https://acme.example",
                DocumentationUrl = "https://acme.example/docs", IconUrl = "https://acme.example/icon.png", Streaming = false, PushNotifications = true)]
            [AgentExtension("https://example.com/v1", Description = "Does", Required = true)]
            [AgentExtension("urn:acme:x")]
            public sealed partial class TestAgent
            {
                [AgentSkill("book", Name = "Book it", Description = "Books", Tags = ["a", "", "b"], Examples = ["Book Rome"],
                    InputModes = ["text/markdown"], OutputModes = ["image/png", "text/plain; charset=utf-8"])]
                public string Book(string text) => text;
            }
            """);

        Assert.Equal(("Travel", "Books travel", "2.1.0-beta.1"), (card.Name, card.Description, card.Version));
        Assert.Equal(("Acme", "https://acme.example"), (card.Provider!.Organization, card.Provider.Url));
        Assert.Equal(("https://acme.example/docs", "https://acme.example/icon.png"), (card.DocumentationUrl, card.IconUrl));
        Assert.False(card.Capabilities.Streaming);
        Assert.True(card.Capabilities.PushNotifications);
        Assert.Equal(
            [("https://example.com/v1", "Does", true), ("urn:acme:x", "", false)],
            card.Capabilities.Extensions.Select(extension => (extension.Uri, extension.Description, extension.Required)));
        var skill = Assert.Single(card.Skills);
        Assert.Equal(("book", "Book it", "Books"), (skill.Id, skill.Name, skill.Description));
        Assert.Equal(["a", "b"], skill.Tags);
        Assert.Equal(["Book Rome"], skill.Examples);
        Assert.Equal(["text/markdown"], skill.InputModes);
        Assert.Equal(["image/png", "text/plain; charset=utf-8"], skill.OutputModes);
        Assert.Equal(["text/markdown"], card.DefaultInputModes);
        Assert.Equal(["image/png", "text/plain; charset=utf-8"], card.DefaultOutputModes);
    }

    [Theory]
    [InlineData("validate-expense", "Validate Expense", "validate", "expense")]
    [InlineData("validateExpense", "Validate Expense", "validate", "expense")]
    [InlineData("book_hotel.v2", "Book Hotel V2", "book", "hotel", "v2")]
    [InlineData("HTTPProxy", "HTTPProxy", "httpproxy")]
    [InlineData("run-run", "Run Run", "run")]
    [InlineData("-._x", "X", "x")]
    [InlineData("...", "...", "...")]
    public async Task A_name_and_tags_that_are_not_given_are_made_from_the_id(string id, string name, params string[] tags)
    {
        var card = await GeneratedCard.ReadAsync(Problem.Agent($"[AgentSkill(\"{id}\", Description = \"Tests\")] public string Run() => \"\";"));

        Assert.Equal(name, card.Skills[0].Name);
        Assert.Equal(tags, card.Skills[0].Tags);
    }

    [Theory]
    [InlineData("string Run(string text)", "text/plain", "text/plain", "text/plain", "text/plain")]
    [InlineData("int Run(int number)", "application/json text/plain", "application/json", "application/json text/plain", "application/json")]
    [InlineData("Message Run(Message message)", "", "", "text/plain", "text/plain")]
    [InlineData("Artifact Run(IReadOnlyList<Part> parts)", "", "", "text/plain", "text/plain")]
    [InlineData("void Run()", "", "", "text/plain", "text/plain")]
    [InlineData("IAsyncEnumerable<int> Run(string? text, CancellationToken ct)", "text/plain", "application/json", "text/plain", "application/json")]
    public async Task Media_types_follow_from_the_signature(string signature, string input, string output, string defaultInput, string defaultOutput)
    {
        var card = await GeneratedCard.ReadAsync(Problem.Agent($$"""
            [AgentSkill("run", Description = "Tests")] public {{signature}} => throw new NotImplementedException();
            [JsonSerializable(typeof(int))] internal sealed partial class TestJson : JsonSerializerContext;
            """));

        Assert.Equal(input, string.Join(' ', card.Skills[0].InputModes));
        Assert.Equal(output, string.Join(' ', card.Skills[0].OutputModes));
        Assert.Equal(defaultInput, string.Join(' ', card.DefaultInputModes));
        Assert.Equal(defaultOutput, string.Join(' ', card.DefaultOutputModes));
    }

    [Fact]
    public async Task An_agent_whose_every_skill_is_wrong_still_has_a_card_to_read()
    {
        var card = await GeneratedCard.ReadAsync(Problem.Agent("[AgentSkill(\"run\", Description = \"Tests\")] public object Run() => \"\";"));

        Assert.Empty(card.Skills);
        Assert.Equal(["text/plain"], card.DefaultInputModes);
    }
}
