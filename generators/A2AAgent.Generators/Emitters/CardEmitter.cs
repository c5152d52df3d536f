using A2AAgent.Generators.Model;

namespace A2AAgent.Generators.Emitters;

/// <summary>The file with the Agent Card.</summary>
internal static class CardEmitter
{
    public static string Emit(LinkedAgent linked)
    {
        var json = CardJson.Write(linked.Agent.Card, linked.Agent.Skills);
        return SourceFile.Write(linked.Class, ["System", "A2AAgent.Server"], $$"""
            static ReadOnlySpan<byte> IAgent<{{linked.Class.Name}}>.Card => {{JsonText.RawLiteral(json, indentation: 4)}}u8;
            """);
    }
}
