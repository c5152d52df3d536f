using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Google.Protobuf.WellKnownTypes;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

/// <summary>
/// How deep the JSON values of a request may be nested: no deeper than HTTP+JSON would take them, where the objects and arrays
/// around a value count as well.
/// </summary>
internal static class RequestDepth
{
    /// <summary>As deep as JSON requests may be nested unless the settings say otherwise.</summary>
    public const int Default = 64;

    private const int InRequest = 1;
    private const int InMessage = 2;
    private const int InPart = 4;

    /// <exception cref="AgentException">A value is nested too deeply.</exception>
    public static void Check(Wire.SendMessageRequest request, int max)
    {
        if (request.Message is { } message)
        {
            for (var index = 0; index < message.Parts.Count; index++)
            {
                Check(message.Parts[index], index, max - InPart);
            }

            if (Exceeds(message.Metadata, max - InMessage))
            {
                throw TooDeep("message.metadata", max - InMessage);
            }
        }

        Check(request.Metadata, max);
    }

    /// <exception cref="AgentException">A value is nested too deeply.</exception>
    public static void Check(Wire.CancelTaskRequest request, int max) => Check(request.Metadata, max);

    public static ProtoJsonException TooDeep(int max) => new("", Description(max));

    private static void Check(Struct? metadata, int max)
    {
        if (Exceeds(metadata, max - InRequest))
        {
            throw TooDeep("metadata", max - InRequest);
        }
    }

    private static void Check(Wire.Part part, int index, int max)
    {
        if (Exceeds(part.Data, max))
        {
            throw TooDeep($"message.parts[{index}].data", max);
        }

        if (Exceeds(part.Metadata, max))
        {
            throw TooDeep($"message.parts[{index}].metadata", max);
        }
    }

    private static bool Exceeds(Value? value, int max) => value?.KindCase switch
    {
        Value.KindOneofCase.StructValue => Exceeds(value.StructValue, max),
        Value.KindOneofCase.ListValue => Exceeds(value.ListValue, max),
        _ => false,
    };

    private static bool Exceeds(Struct? value, int max)
    {
        if (value is null || max <= 0)
        {
            return value is not null;
        }

        foreach (var (_, member) in value.Fields)
        {
            if (Exceeds(member, max - 1))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Exceeds(ListValue list, int max)
    {
        if (max <= 0)
        {
            return true;
        }

        for (var index = 0; index < list.Values.Count; index++)
        {
            if (Exceeds(list.Values[index], max - 1))
            {
                return true;
            }
        }

        return false;
    }

    private static AgentException TooDeep(string field, int max) => AgentException.InvalidParams(field, Description(max));

    private static string Description(int max) => $"Nested too deeply: must have at most {Math.Max(max, 0)} levels.";
}
