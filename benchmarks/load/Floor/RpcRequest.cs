using System.Text.Json.Serialization;

namespace A2AAgent.Load.Floor;

internal sealed record RpcRequest(string Jsonrpc, string Id, string Method, RpcParams Params);

internal sealed record RpcParams(RpcMessage? Message, string? Id);

internal sealed record RpcMessage(string MessageId, string Role, RpcPart[] Parts, RpcMetadata? Metadata);

internal sealed record RpcPart(string Text);

internal sealed record RpcMetadata(string SkillId);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RpcRequest))]
internal sealed partial class FloorJson : JsonSerializerContext;
