using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Bindings.Http;

namespace A2AAgent.Server.Bindings.Rest;

/// <summary>Reads the body of a cancel request. It is the request without its id, which is in the address, and so not a whole record.</summary>
internal static class CancelBody
{
    private static readonly FieldTable Fields = new("tenant", "metadata");

    /// <exception cref="AgentException">The body is not such an object, or not JSON.</exception>
    public static CancelTaskRequest Read(ReadOnlySpan<byte> body, JsonReaderOptions options, string id)
    {
        var reader = new Utf8JsonReader(body, options);
        try
        {
            CheckWhole(reader);
            return Read(ref reader, id);
        }
        catch (ProtoJsonException e)
        {
            throw AgentException.InvalidParams(e.Field, e.Description);
        }
        catch (JsonException e)
        {
            throw RequestJson.NotJson(e);
        }
    }

    /// <summary>Broken JSON is that first, whatever else is wrong with it.</summary>
    private static void CheckWhole(Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        reader.Read();
    }

    private static CancelTaskRequest Read(ref Utf8JsonReader reader, string id)
    {
        var tenant = "";
        JsonElement? metadata = null;
        ProtoRead.Advance(ref reader);
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return new CancelTaskRequest { Id = id, Tenant = tenant, Metadata = metadata };
    }
}
