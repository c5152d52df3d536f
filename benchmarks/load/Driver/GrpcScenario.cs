using Google.Protobuf.WellKnownTypes;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Load.Driver;

/// <summary>One kind of SendMessage over gRPC, and how a right answer is known.</summary>
internal sealed record GrpcScenario(string Name, string Skill, Func<Wire.SendMessageResponse, bool> IsRight) : Scenario(Name, Skill)
{
    public const string Path = "/lf.a2a.v1.A2AService/SendMessage";

    public static Scenario[] All { get; } =
    [
        new GrpcScenario("gRPC SendMessage → message", "echo-message", static answer =>
            answer.Message is { Role: Wire.Role.Agent } message && HasText(message.Parts)),
        new GrpcScenario("gRPC SendMessage → task", "echo-task", static answer =>
            answer.Task is { Status.State: Wire.TaskState.Completed, Artifacts: [var artifact], History: [_] } && HasText(artifact.Parts)),
    ];

    /// <summary>The bytes of the one frame that every call sends.</summary>
    public byte[] Frame { get; } = GrpcFrames.Of(Request(Skill, Text));

    public static Wire.SendMessageRequest Request(string skill, string text) => new()
    {
        Message = new Wire.Message
        {
            MessageId = MessageId,
            Role = Wire.Role.User,
            Parts = { new Wire.Part { Text = text } },
            Metadata = new Struct { Fields = { ["skillId"] = Value.ForString(skill) } },
        },
    };

    public override async Task<Answer> AskAsync(Server server)
    {
        using var call = await GrpcCall.StartAsync(server.GrpcPort, Path, Frame);
        var body = await call.ReadToEndAsync();
        var frames = GrpcFrames.In(body);
        return frames is [var frame] && IsRight(Wire.SendMessageResponse.Parser.ParseFrom(frame.Span))
            ? new Answer(body, body.Length)
            : throw new LoadException($"{Name} was answered wrongly, by {frames.Count} messages in {Convert.ToHexString(body)}.");
    }

    public override Task<LoadResult> DriveAsync(Server server, Cores cores, int connections, int seconds) => H2Load.RunAsync(server.GrpcPort, this, cores, connections, seconds);

    private static bool HasText(IReadOnlyList<Wire.Part> parts) => parts is [{ Text: Text }];
}
