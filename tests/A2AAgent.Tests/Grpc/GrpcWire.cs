using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace A2AAgent.Tests.Grpc;

/// <summary>gRPC by hand over HTTP/2 in clear text: what no client library would send can be sent.</summary>
internal sealed class GrpcWire(Uri address, bool oneConnection = true) : IDisposable
{
    // With one connection, a test that goes on after a failure shows that the connection has survived it.
    private readonly HttpClient _client = new(new SocketsHttpHandler { EnableMultipleHttp2Connections = !oneConnection }) { BaseAddress = address };

    public static byte[] Frame(byte[] message, byte flag = 0)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    public Task<HttpResponseMessage> SendAsync(string path, byte[] body, Action<HttpRequestMessage>? configure = null) =>
        SendAsync(path, new ByteArrayContent(body), configure, TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> SendAsync(string path, HttpContent body, Action<HttpRequestMessage>? configure, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        configure?.Invoke(request);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Sends one message and reads how the call ends.</summary>
    public async Task<GrpcOutcome> CallAsync(string path, byte[] body, Action<HttpRequestMessage>? configure = null)
    {
        using var response = await SendAsync(path, body, configure);
        var messages = await ReadAllAsync(response);
        return GrpcOutcome.Of(response) with { Messages = messages };
    }

    public static async Task<List<byte[]>> ReadAllAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var messages = new List<byte[]>();
        while (await ReadAsync(body) is { } message)
        {
            messages.Add(message);
        }

        return messages;
    }

    /// <summary>Reads the next message; null at the end.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body)
    {
        var header = new byte[5];
        var read = await body.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
        if (read == 0)
        {
            return null;
        }

        Assert.Equal(5, read);
        Assert.Equal(0, header[0]);
        var message = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1))];
        await body.ReadExactlyAsync(message, TestContext.Current.CancellationToken);
        return message;
    }

    public void Dispose() => _client.Dispose();
}
