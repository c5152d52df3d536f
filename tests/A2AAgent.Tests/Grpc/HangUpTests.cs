using System.IO.Pipelines;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Grpc;

/// <summary>A client may go at any time; that is not worth an error in the log.</summary>
public sealed class HangUpTests : GrpcTest
{
    [Fact]
    public async Task A_connection_that_ends_in_the_middle_of_a_request_is_no_error()
    {
        var connection = new GrpcWire(Host.GrpcUrl);
        var body = new Pipe();
        await body.Writer.WriteAsync(GrpcWire.Frame(Message()).AsMemory(0, 7), TestContext.Current.CancellationToken);
        var call = connection.SendAsync(Send, new StreamContent(body.Reader.AsStream()), Version, TestContext.Current.CancellationToken);
        await LoggedAsync("Request starting HTTP/2");

        connection.Dispose();

        await Assert.ThrowsAnyAsync<Exception>(() => call);
        await LoggedAsync("Request finished HTTP/2");
        Assert.DoesNotContain(Host.Logs.Entries, static entry => entry.Level >= LogLevel.Error);
    }

    private async Task LoggedAsync(string text)
    {
        while (!Host.Logs.Entries.Any(entry => entry.Text.StartsWith(text, StringComparison.Ordinal)))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
