using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AuthenticationInfoConverter
    : ProtoConverter<AuthenticationInfo, AuthenticationInfoConverter>, IProtoJson<AuthenticationInfo>
{
    private static readonly FieldTable Fields = new("scheme", "credentials");

    public static AuthenticationInfo Read(ref Utf8JsonReader reader)
    {
        var scheme = "";
        var credentials = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "scheme": scheme = fields.Text(ref reader); break;
                case "credentials": credentials = fields.Text(ref reader); break;
            }
        }

        return new AuthenticationInfo
        {
            Scheme = Required.Text("scheme", scheme),
            Credentials = credentials,
        };
    }

    public static void Write(Utf8JsonWriter writer, AuthenticationInfo value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.Scheme, value.Scheme);
        writer.Text(ProtoNames.Credentials, value.Credentials);
        writer.WriteEndObject();
    }
}
