using A2AAgent.Client;
using A2AAgent.Protocol;

namespace A2AAgent.Load.Client;

/// <summary>What the client puts on the wire for the call.</summary>
internal sealed record SentRequest(Uri Url, byte[] Body, (string Name, string Value)[] Headers)
{
    /// <summary>Makes the call once and keeps what was sent.</summary>
    public static async Task<SentRequest> RecordAsync(Uri agent)
    {
        using var recorder = new Recorder();
        using var client = await AgentClient.ConnectAsync(agent, new AgentClientOptions { Handler = recorder });
        await client.SendMessageAsync(Echo.Request, new CallContext(), CancellationToken.None);
        return recorder.Sent!;
    }

    private sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler())
    {
        public SentRequest? Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                Sent = new SentRequest(request.RequestUri!, await content.ReadAsByteArrayAsync(cancellationToken), [.. request.Headers.Select(static header => (header.Key, string.Join(", ", header.Value)))]);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
