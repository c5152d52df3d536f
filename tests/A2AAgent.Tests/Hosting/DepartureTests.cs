using System.Net;
using System.Net.Sockets;
using System.Text;
using A2AAgent.Server.Hosting;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Grpc;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Hosting;

/// <summary>How an agent that is told to end gets out of the way of requests that are on their way to it.</summary>
public sealed class DepartureTests
{
    private static readonly byte[] Message = Post("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"}]}}""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_was_idle_gets_its_message_answered_and_is_closed_after_it()
    {
        await using var host = await AgentHost.StartAsync();
        using var connection = await RawConnection.OpenAsync(host.Url);
        Assert.Null((await connection.ExchangeAsync(Message))!.Header("Connection"));

        var stopped = host.StopAsync();
        await ClosedAsync(host.Url);
        var answer = await connection.ExchangeAsync(Message);

        Assert.Equal((200, "close"), (answer!.Status, answer.Header("Connection")));
        Assert.Contains("TASK_STATE_COMPLETED", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
        Assert.Null(await connection.ReceiveAsync());
        await stopped;
    }

    [Fact]
    public async Task The_agent_is_not_ready_while_it_still_answers()
    {
        await using var host = await AgentHost.StartAsync(("Agent:Limits:ShutdownDelay", "00:00:00.5"));

        var stopped = host.StopAsync();
        using var ready = await host.Client.GetAsync(new Uri(host.ManagementUrl, "/health/ready"), Token);
        using var connection = await RawConnection.OpenAsync(host.Url);
        var answer = await connection.ExchangeAsync(Message);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal((200, null), (answer!.Status, answer.Header("Connection")));
        await stopped;
    }

    [Fact]
    public async Task Health_is_answered_after_the_agent_takes_no_connections()
    {
        await using var host = await AgentHost.StartAsync();
        using var idle = await RawConnection.OpenAsync(host.Url);
        await idle.ExchangeAsync(Message);

        var stopped = host.StopAsync();
        await ClosedAsync(host.Url);
        using var live = await host.Client.GetAsync(new Uri(host.ManagementUrl, "/health/live"), Token);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        await stopped;
    }

    [Fact]
    public async Task Over_http_2_the_next_call_is_answered_and_those_after_it_go_elsewhere()
    {
        await using var host = await AgentHost.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.GrpcUrl };
        Assert.Equal(0, await ListAsync(client));

        var stopped = host.StopAsync();
        await ClosedAsync(host.GrpcUrl);

        Assert.Equal(0, await ListAsync(client));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ListAsync(client));
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(refused.InnerException).SocketErrorCode);
        await stopped;
    }

    [Fact]
    public async Task Without_connections_nothing_is_waited_for()
    {
        await using var host = await AgentHost.StartAsync();
        var departure = host.Services.GetRequiredService<Departure>();
        var connections = host.Services.GetRequiredService<OpenConnections>();

        await departure.LeaveAsync();

        Assert.Equal(0, connections.Count);
        Assert.True(connections.Quiet < TimeSpan.FromSeconds(1));
    }

    /// <summary>New connections are refused from now on.</summary>
    private static async Task ClosedAsync(Uri url)
    {
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, url.Port, Token);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private static async Task<int> ListAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/lf.a2a.v1.A2AService/ListTasks")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(GrpcWire.Frame(new Wire.ListTasksRequest().ToByteArray())) { Headers = { ContentType = new("application/grpc") } },
            Headers = { { "A2A-Version", "1.0" } },
        };
        using var response = await client.SendAsync(request, Token);
        await GrpcWire.ReadAllAsync(response);
        return GrpcOutcome.Of(response).Code;
    }

    private static byte[] Post(string body) => Encoding.UTF8.GetBytes(
        $"POST /message:send HTTP/1.1\r\nHost: agent\r\nA2A-Version: 1.0\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
