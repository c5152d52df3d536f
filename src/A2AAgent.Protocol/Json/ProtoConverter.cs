using System.Text.Json;
using System.Text.Json.Serialization;

namespace A2AAgent.Protocol.Json;

/// <summary>How a type is read and written, without the serializer in between.</summary>
internal interface IProtoJson<T>
{
    static abstract T Read(ref Utf8JsonReader reader);

    static abstract void Write(Utf8JsonWriter writer, T value);
}

/// <summary>Gives an <see cref="IProtoJson{T}"/> to the serializer.</summary>
internal abstract class ProtoConverter<T, TJson> : JsonConverter<T>
    where TJson : IProtoJson<T>
{
    // Otherwise a JSON null at the root would come back as a null reference instead of an error.
    public sealed override bool HandleNull => true;

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TJson.Read(ref reader);

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            TJson.Write(writer, value);
        }
    }
}
