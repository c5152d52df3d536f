using System.Net;
using System.Net.Http.Headers;

namespace A2AAgent.Load.Driver;

/// <summary>One gRPC call by .NET's own HTTP/2 client, on a connection of its own.</summary>
internal sealed class GrpcCall : IDisposable
{
    private readonly HttpClient _client = new();
    private HttpResponseMessage? _response;

    private GrpcCall()
    {
    }

    public static async Task<GrpcCall> StartAsync(int port, string path, byte[] frame)
    {
        var call = new GrpcCall();
        try
        {
            using var request = Request($"http://127.0.0.1:{port}{path}", frame);
            call._response = await call._client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return call;
        }
        catch (HttpRequestException e)
        {
            call.Dispose();
            throw new LoadException($"{path} could not be called: {e.Message}");
        }
    }

    public async Task<byte[]> ReadToEndAsync()
    {
        var body = await _response!.Content.ReadAsByteArrayAsync();
        RequireOk();
        return body;
    }

    public Task<Stream> OpenAsync() => _response!.Content.ReadAsStreamAsync();

    /// <summary>The call has been read to its end, and the end says that all is well.</summary>
    public void RequireOk()
    {
        var status = _response!.TrailingHeaders.TryGetValues("grpc-status", out var trailers) ? string.Join(',', trailers) : "missing";
        if (_response is not { StatusCode: HttpStatusCode.OK, Content.Headers.ContentType.MediaType: "application/grpc" } || status != "0")
        {
            throw new LoadException($"A gRPC call failed; grpc-status in its trailers: {status}.\n{_response}");
        }
    }

    public void Dispose()
    {
        _response?.Dispose();
        _client.Dispose();
    }

    private static HttpRequestMessage Request(string url, byte[] frame)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Headers.Add("A2A-Version", "1.0");
        return request;
    }
}
