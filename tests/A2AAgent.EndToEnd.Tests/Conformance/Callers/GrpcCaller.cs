using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.Protobuf.Messages;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace A2AAgent.EndToEnd.Tests.Conformance.Callers;

/// <summary>gRPC by hand over HTTP/2 in clear text; protobuf's own reader and writer make messages of the JSON and JSON of the messages.</summary>
internal sealed class GrpcCaller(HttpClient http, string? extensions) : Caller
{
    private static readonly ServiceDescriptor Service = A2AReflection.Descriptor.FindTypeByName<ServiceDescriptor>("A2AService");

    /// <param name="address">Host and port, in clear text.</param>
    /// <param name="extensions">The extensions that are asked for.</param>
    public GrpcCaller(string address, string? extensions)
        : this(new HttpClient { BaseAddress = new Uri($"http://{address}") }, extensions)
    {
    }

    public override string? ActiveExtensions { get; protected set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override async Task<JsonElement> CallAsync(string operation, JsonObject request) =>
        await StreamAsync(operation, request).SingleAsync(Cancellation);

    public override async IAsyncEnumerable<JsonElement> StreamAsync(string operation, JsonObject request)
    {
        var method = Service.FindMethodByName(operation);
        using var response = await SendAsync(method, request);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        while (await GrpcFrames.ReadAsync(body, Cancellation) is { } message)
        {
            yield return Json(method.OutputType.Parser.ParseFrom(message));
        }

        GrpcStatus.ThrowIfFailed(response);
    }

    public override void Dispose() => http.Dispose();

    private static JsonElement Json(IMessage message) => JsonDocument.Parse(JsonFormatter.Default.Format(message)).RootElement;

    private async Task<HttpResponseMessage> SendAsync(MethodDescriptor method, JsonObject request)
    {
        var message = JsonParser.Default.Parse(request.ToJsonString(), method.InputType);
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/{Service.FullName}/{method.Name}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(GrpcFrames.Write(message.ToByteArray())) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        call.Headers.TE.ParseAdd("trailers");
        call.Headers.Add("a2a-version", "1.0");
        if (extensions is not null)
        {
            call.Headers.Add("a2a-extensions", extensions);
        }

        var response = await http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        ActiveExtensions = response.Headers.TryGetValues("a2a-extensions", out var active) ? string.Join(", ", active) : null;
        return response;
    }
}
