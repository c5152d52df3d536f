using A2AAgent.Protocol;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    public static AgentCapabilities FromProto(Wire.AgentCapabilities value) => WireRead.Root(value, Read);

    public static Wire.AgentCapabilities ToProto(AgentCapabilities value)
    {
        var result = new Wire.AgentCapabilities();
        if (value.Streaming is { } streaming)
        {
            result.Streaming = streaming;
        }

        if (value.PushNotifications is { } pushNotifications)
        {
            result.PushNotifications = pushNotifications;
        }

        if (value.ExtendedAgentCard is { } extendedAgentCard)
        {
            result.ExtendedAgentCard = extendedAgentCard;
        }

        WireWrite.List(result.Extensions, value.Extensions, ToProto);
        return result;
    }

    public static AgentExtension FromProto(Wire.AgentExtension value) => WireRead.Root(value, Read);

    public static Wire.AgentExtension ToProto(AgentExtension value) => new()
    {
        Uri = WireWrite.Text(value.Uri),
        Description = WireWrite.Text(value.Description),
        Required = value.Required,
        Params = JsonValues.ToStruct(value.Params),
    };

    private static AgentCapabilities Read(Wire.AgentCapabilities value) => new()
    {
        Streaming = value.HasStreaming ? value.Streaming : null,
        PushNotifications = value.HasPushNotifications ? value.PushNotifications : null,
        Extensions = WireRead.List("extensions", value.Extensions, Read),
        ExtendedAgentCard = value.HasExtendedAgentCard ? value.ExtendedAgentCard : null,
    };

    private static AgentExtension Read(Wire.AgentExtension value) => new()
    {
        Uri = value.Uri,
        Description = value.Description,
        Required = value.Required,
        Params = WireRead.Struct("params", value.Params),
    };
}
