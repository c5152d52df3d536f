using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class RoleConverter : ProtoConverter<Role, RoleConverter>, IProtoJson<Role>
{
    private static readonly EnumTable Names = new("ROLE_UNSPECIFIED", "ROLE_USER", "ROLE_AGENT");

    public static Role Read(ref Utf8JsonReader reader) => (Role)Names.Read(ref reader);

    public static void Write(Utf8JsonWriter writer, Role value) => writer.WriteStringValue(NameOf(value));

    public static JsonEncodedText NameOf(Role value) => Names[(int)value];

    public static Role Required(string field, Role value) => value != Role.Unspecified ? value : throw Names.Unspecified(field);
}
