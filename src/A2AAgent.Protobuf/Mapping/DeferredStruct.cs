using System.Text.Json;
using A2AAgent.Protocol.Json;
using Google.Protobuf.WellKnownTypes;

namespace A2AAgent.Protobuf.Mapping;

/// <summary>A <c>Struct</c> that was found valid and is not JSON yet.</summary>
internal sealed class DeferredStruct(Struct value) : DeferredObject
{
    /// <summary>The object as it came; not to be changed.</summary>
    public Struct Value => value;

    public override bool TryFind(string name, out string? text)
    {
        var found = value.Fields.TryGetValue(name, out var member);
        text = found && member!.KindCase == Google.Protobuf.WellKnownTypes.Value.KindOneofCase.StringValue ? member.StringValue : null;
        return found;
    }

    protected override JsonElement ToJson() => JsonValues.FromStruct(value);
}
