using A2AAgent.Tests.Hosting;
using Google.Protobuf;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Grpc;

/// <summary>An agent and a connection to its gRPC port.</summary>
public abstract class GrpcTest : IAsyncLifetime
{
    private protected const string Send = "/lf.a2a.v1.A2AService/SendMessage";
    private protected const string SendStreaming = "/lf.a2a.v1.A2AService/SendStreamingMessage";

    private AgentHost? _host;
    private GrpcWire? _connection;

    private protected AgentHost Host => _host!;

    private protected GrpcWire Connection => _connection!;

    private protected virtual (string Key, string Value)[] Settings => [];

    public async ValueTask InitializeAsync()
    {
        _host = await AgentHost.StartAsync(Settings);
        _connection = new GrpcWire(_host.GrpcUrl);
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static byte[] Message(string text = "hello", string skill = "echo") => Request(text, skill).ToByteArray();

    private protected static Wire.SendMessageRequest Request(string text = "hello", string skill = "echo") => new()
    {
        Message = new Wire.Message
        {
            MessageId = "m-1",
            Role = Wire.Role.User,
            Parts = { new Wire.Part { Text = text } },
            Metadata = new() { Fields = { ["skillId"] = Google.Protobuf.WellKnownTypes.Value.ForString(skill) } },
        },
    };

    private protected static void Version(HttpRequestMessage request) => request.Headers.Add("A2A-Version", "1.0");

    private protected static Action<HttpRequestMessage> With(string header, string value) => request =>
    {
        Version(request);
        request.Headers.TryAddWithoutValidation(header, value);
    };

    private protected Task<GrpcOutcome> CallAsync(byte[] body, Action<HttpRequestMessage>? configure = null, string path = Send) =>
        Connection.CallAsync(path, body, configure ?? Version);

    /// <summary>A call that must succeed, on the connection that has seen all before it.</summary>
    private protected async Task ConnectionStillWorksAsync()
    {
        var outcome = await CallAsync(GrpcWire.Frame(Message()));

        Assert.Equal(0, outcome.Code);
        Assert.Equal("hello", Wire.SendMessageResponse.Parser.ParseFrom(Assert.Single(outcome.Messages)).Task.Artifacts[0].Parts[0].Text);
    }
}
