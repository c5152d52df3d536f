using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AgentProviderConverter : ProtoConverter<AgentProvider, AgentProviderConverter>, IProtoJson<AgentProvider>
{
    private static readonly FieldTable Fields = new("url", "organization");

    public static AgentProvider Read(ref Utf8JsonReader reader)
    {
        var url = "";
        var organization = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "url": url = fields.Text(ref reader); break;
                case "organization": organization = fields.Text(ref reader); break;
            }
        }

        return new AgentProvider
        {
            Url = Required.Text("url", url),
            Organization = Required.Text("organization", organization),
        };
    }

    public static void Write(Utf8JsonWriter writer, AgentProvider value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.Url, value.Url);
        writer.WriteString(ProtoNames.Organization, value.Organization);
        writer.WriteEndObject();
    }
}
