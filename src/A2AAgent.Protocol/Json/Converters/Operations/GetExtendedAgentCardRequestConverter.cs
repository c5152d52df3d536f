using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class GetExtendedAgentCardRequestConverter
    : ProtoConverter<GetExtendedAgentCardRequest, GetExtendedAgentCardRequestConverter>, IProtoJson<GetExtendedAgentCardRequest>
{
    private static readonly FieldTable Fields = new("tenant");

    public static GetExtendedAgentCardRequest Read(ref Utf8JsonReader reader)
    {
        var tenant = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
            }
        }

        return new GetExtendedAgentCardRequest
        {
            Tenant = tenant,
        };
    }

    public static void Write(Utf8JsonWriter writer, GetExtendedAgentCardRequest value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.WriteEndObject();
    }
}
