using A2AAgent.Generators.Model;
using A2AAgent.Generators.Pipeline;

namespace A2AAgent.Generators.Emitters;

/// <summary>Writes the Agent Card. The order of the fields is the protocol's.</summary>
internal static class CardJson
{
    public static string Write(CardModel card, EquatableArray<SkillModel> skills) => $$"""
        {
          "name": {{JsonText.Of(card.Name)}},
          "description": {{JsonText.Of(card.Description)}},
          "supportedInterfaces": [],
        {{Provider(card)}}  "version": {{JsonText.Of(card.Version)}},
        {{Optional("documentationUrl", card.DocumentationUrl)}}  "capabilities": {{Nested(Capabilities(card, skills))}},{{Nested(SecurityJson.Fields(card.Security))}}
          "defaultInputModes": {{Nested(JsonText.Of(Modes.Union(PublicSkills(skills).Select(skill => skill.InputModes))))}},
          "defaultOutputModes": {{Nested(JsonText.Of(Modes.Union(PublicSkills(skills).Select(skill => skill.OutputModes))))}},
        {{Optional("iconUrl", card.IconUrl)}}  "skills": {{Nested(Array(skills.Select(Skill)))}}
        }
        """;

    // The defaults are on the public card: extended skills leave no trace there.
    private static IEnumerable<SkillModel> PublicSkills(IEnumerable<SkillModel> skills) => skills.Where(skill => !skill.IsExtended);

    private static string Provider(CardModel card) => card.Organization.Length == 0 || card.OrganizationUrl.Length == 0
        ? ""
        : $$"""
              "provider": {
                "organization": {{JsonText.Of(card.Organization)}},
                "url": {{JsonText.Of(card.OrganizationUrl)}}
              },

            """;

    private static string Capabilities(CardModel card, EquatableArray<SkillModel> skills) => $$"""
        {
          "streaming": {{JsonText.Of(card.Streaming)}}{{Push(card)}}{{Extensions(card)}}{{ExtendedCard(skills)}}
        }
        """;

    private static string Extensions(CardModel card) =>
        card.Extensions.Count == 0 ? "" : $",\n  \"extensions\": {Nested(Array(card.Extensions.Select(Extension)))}";

    private static string ExtendedCard(EquatableArray<SkillModel> skills) =>
        skills.Any(skill => skill.IsExtended) ? ",\n  \"extendedAgentCard\": true" : "";

    private static string Push(CardModel card) => card.PushNotifications ? ",\n  \"pushNotifications\": true" : "";

    private static string Extension(ExtensionModel extension) => $$"""
        {
          "uri": {{JsonText.Of(extension.Uri)}},
        {{Optional("description", extension.Description)}}  "required": {{JsonText.Of(extension.Required)}}
        }
        """;

    private static string Skill(SkillModel skill) => $$"""
        {
          "id": {{JsonText.Of(skill.Id)}},
          "name": {{JsonText.Of(skill.Name)}},
          "description": {{JsonText.Of(skill.Description)}},
          "tags": {{Nested(JsonText.Of(skill.Tags))}}{{Lists(skill)}}{{Requirements(skill)}}
        }
        """;

    private static string Lists(SkillModel skill) =>
        Optional("examples", skill.Examples) + Optional("inputModes", skill.InputModes) + Optional("outputModes", skill.OutputModes);

    private static string Requirements(SkillModel skill) =>
        skill.Requirements.Count == 0 ? "" : $",\n  \"securityRequirements\": {Nested(SecurityJson.Requirements(skill.Requirements))}";

    private static string Optional(string name, string value) => value.Length == 0 ? "" : $"  \"{name}\": {JsonText.Of(value)},\n";

    private static string Optional(string name, EquatableArray<string> values) =>
        values.Count == 0 ? "" : $",\n  \"{name}\": {Nested(JsonText.Of(values))}";

    public static string Array(IEnumerable<string> objects)
    {
        var items = string.Join(",\n", objects);
        return items.Length == 0 ? "[]" : $"[\n{SourceFile.Indent(items, 2)}\n]";
    }

    // The value of a field begins behind its name; its other lines belong one step to the right.
    private static string Nested(string value) => value.Replace("\n", "\n  ");
}
