using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class ArtifactConverter : ProtoConverter<Artifact, ArtifactConverter>, IProtoJson<Artifact>
{
    private static readonly FieldTable Fields = new("artifactId", "name", "description", "parts", "metadata", "extensions");

    public static Artifact Read(ref Utf8JsonReader reader)
    {
        var artifactId = "";
        var name = "";
        var description = "";
        Part[] parts = [];
        JsonElement? metadata = null;
        string[] extensions = [];
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "artifactId": artifactId = fields.Text(ref reader); break;
                case "name": name = fields.Text(ref reader); break;
                case "description": description = fields.Text(ref reader); break;
                case "parts": parts = fields.List(ref reader, PartConverter.Read, ProtoLimits.MaxParts); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
                case "extensions": extensions = fields.Texts(ref reader); break;
            }
        }

        return new Artifact
        {
            ArtifactId = Required.Text("artifactId", artifactId),
            Name = name,
            Description = description,
            Parts = Required.List("parts", parts),
            Metadata = metadata,
            Extensions = extensions,
        };
    }

    public static void Write(Utf8JsonWriter writer, Artifact value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.ArtifactId, value.ArtifactId);
        writer.Text(ProtoNames.Name, value.Name);
        writer.Text(ProtoNames.Description, value.Description);
        writer.RequiredList(ProtoNames.Parts, value.Parts, PartConverter.Write);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.Texts(ProtoNames.Extensions, value.Extensions);
        writer.WriteEndObject();
    }
}
