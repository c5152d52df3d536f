using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Google.Protobuf;

namespace A2AAgent.Tests.Protobuf;

/// <summary>One record with its JSON and its protobuf, whatever their types.</summary>
internal interface ICarrier
{
    /// <summary>Reads JSON and makes the message of it.</summary>
    IMessage Message(string json);

    /// <summary>What the record is in JSON after its way through protobuf's bytes.</summary>
    string Carry(string json);

    /// <summary>What comes of reading the JSON: the record again as JSON, or the error.</summary>
    string OutcomeOfJson(string json);

    /// <summary>What comes of reading the message.</summary>
    string OutcomeOfMessage(IMessage message);
}

internal sealed class Carrier<T, TWire>(JsonTypeInfo<T> type, MessageParser<TWire> parser, Func<T, TWire> write, Func<TWire, T> read) : ICarrier
    where TWire : IMessage<TWire>
{
    public IMessage Message(string json) => write(Read(json));

    public string Carry(string json) => Write(Carry(Read(json)));

    public T Carry(T value) => read(parser.ParseFrom(write(value).ToByteArray()));

    public string Write(T value) => JsonSerializer.Serialize(value, type);

    public string OutcomeOfJson(string json)
    {
        try
        {
            return Write(Read(json));
        }
        catch (ProtoJsonException error)
        {
            return $"{error.Field} | {error.Description}";
        }
    }

    public string OutcomeOfMessage(IMessage message)
    {
        try
        {
            return Write(read(parser.ParseFrom(message.ToByteArray())));
        }
        catch (AgentException error)
        {
            var violation = Assert.Single(error.Violations);
            Assert.Same(AgentError.InvalidParams, error.Error);
            return $"{violation.Field} | {violation.Description}";
        }
    }

    private T Read(string json) => JsonSerializer.Deserialize(json, type)!;
}
