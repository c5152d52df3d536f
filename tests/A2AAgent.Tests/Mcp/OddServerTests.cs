using System.Net;
using System.Net.Sockets;
using A2AAgent.EndToEnd.Tests.Mcp;
using A2AAgent.Mcp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Mcp;

public sealed class OddServerTests
{
    [Fact]
    public async Task A_server_that_is_down_is_named_and_may_be_tried_again()
    {
        var port = FreePort();
        await using var tools = Tools.Of($"http://127.0.0.1:{port}/mcp");

        var failure = await CallAsync(tools);

        Assert.Equal(McpFailure.Unreachable, failure.Failure);
        Assert.Equal("Calling the tool 'echo' of the MCP server 'everything' failed: it cannot be connected to. It is safe to try again.", failure.Message);
        Assert.True(failure.IsRetrySafe);
        Assert.Equal("UNAVAILABLE", failure.Error.Reason);
    }

    [Fact]
    public async Task A_server_that_accepts_and_is_silent_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var tools = Tools.Of($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/mcp", static options => options.ConnectTimeout = TimeSpan.FromSeconds(1));

        var failure = await CallAsync(tools);

        Assert.Equal(McpFailure.TimedOut, failure.Failure);
        Assert.Contains("it opened no session within 1 s", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsRetrySafe);
    }

    [Fact]
    public async Task Many_calls_share_one_attempt_to_connect()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var tools = Tools.Of(
            $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/mcp", static options => options.ConnectTimeout = TimeSpan.FromSeconds(2));

        var failures = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(tools))).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.All(failures, static failure => Assert.Equal(McpFailure.TimedOut, failure.Failure));
    }

    [Theory]
    [InlineData(200, "text/html", "<html>secret</html>", McpFailure.InvalidAnswer, "'text/html'")]
    [InlineData(200, "application/json", "{ not JSON", McpFailure.InvalidAnswer, "not one of MCP")]
    [InlineData(200, "application/json", "[]", McpFailure.InvalidAnswer, "not one of MCP")]
    [InlineData(200, "text/event-stream", "data: secret\n\n", McpFailure.InvalidAnswer, "not one of MCP")]
    [InlineData(302, "text/html", "secret", McpFailure.Refused, "answers 302; redirects are not followed")]
    [InlineData(401, "text/html", "secret", McpFailure.Unauthorized, "answers 401; the credentials are missing or wrong")]
    [InlineData(403, "application/json", """{"secret":1}""", McpFailure.Unauthorized, "answers 403")]
    [InlineData(404, "text/html", "secret", McpFailure.Refused, "answers 404; is the URL that of its MCP end point?")]
    [InlineData(500, "text/html", "secret", McpFailure.Refused, "answers 500")]
    [InlineData(503, "text/html", "secret", McpFailure.Unavailable, "answers 503")]
    public async Task An_answer_that_is_not_MCP_is_a_failure_without_its_content(int status, string type, string body, McpFailure expected, string message)
    {
        await using var server = await StartAsync(async context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            context.Response.Headers.RetryAfter = "7";
            await context.Response.WriteAsync(body);
        });
        await using var tools = Tools.Of($"{server.Urls.Single()}/mcp");

        var failure = await CallAsync(tools);

        Assert.Equal(expected, failure.Failure);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status == 503 ? TimeSpan.FromSeconds(7) : null, status == 503 ? failure.RetryAfter : null);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task An_endless_answer_is_cut_off(string type)
    {
        await using var server = await StartAsync(async context =>
        {
            context.Response.ContentType = type;
            var block = new byte[64 * 1024];
            Array.Fill(block, (byte)'a');
            while (true)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        await using var tools = Tools.Of($"{server.Urls.Single()}/mcp", static options => options.MaxResponseBytes = 1024 * 1024);

        var failure = await CallAsync(tools);

        Assert.Equal(McpFailure.InvalidAnswer, failure.Failure);
        Assert.Contains("more than 1048576 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_and_headers_go_with_every_request()
    {
        await using var server = await EverythingServer.StartAsync();
        await using var recorder = await Recorder.StartAsync(server.Url);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "first\n", TestContext.Current.CancellationToken);
            await using var tools = Tools.Of(recorder.Url, options =>
            {
                options.BearerTokenFile = file;
                options.Headers["X-Api-Key"] = "key";
            });
            await tools.Server.ListAsync(TestContext.Current.CancellationToken);
            Assert.All(recorder.Requests, static request => Assert.Equal("Bearer first", request.Headers["Authorization"]));

            await File.WriteAllTextAsync(file, "second", TestContext.Current.CancellationToken);
            await tools.Server.ListAsync(TestContext.Current.CancellationToken);

            Assert.Equal("Bearer second", recorder.Requests.Last().Headers["Authorization"]);
            Assert.All(recorder.Requests, static request => Assert.Equal("key", request.Headers["X-Api-Key"]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_token_file_that_is_missing_is_named_and_nothing_is_sent()
    {
        await using var tools = Tools.Of("http://127.0.0.1:1/mcp", static options => options.BearerTokenFile = "/nowhere/token");

        var failure = await CallAsync(tools);

        Assert.Equal(McpFailure.Unauthorized, failure.Failure);
        Assert.Contains("the token for it cannot be read", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("/nowhere/token: ", failure.Detail, StringComparison.Ordinal);
        Assert.True(failure.IsRetrySafe);
    }

    [Theory]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task A_vault_that_fails_is_not_taken_for_the_server(Type kind)
    {
        await using var tools = Tools.Of("http://127.0.0.1:1/mcp", options => options.BearerTokenProvider = _ => throw (Exception)Activator.CreateInstance(kind, "vault/secret-path")!);

        var failure = await CallAsync(tools);

        Assert.Equal((McpFailure.Unauthorized, true, kind.Name), (failure.Failure, failure.IsRetrySafe, failure.Detail));
        Assert.Contains("the token for it cannot be had", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_none_is_not_taken_for_an_answer_of_the_server()
    {
        await using var tools = Tools.Of("http://127.0.0.1:1/mcp", static options => options.BearerToken = "s3cret\n");

        var failure = await CallAsync(tools);

        Assert.Equal((McpFailure.Unauthorized, true), (failure.Failure, failure.IsRetrySafe));
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    private static Task<McpToolException> CallAsync(Tools tools) =>
        Assert.ThrowsAsync<McpToolException>(() => tools.Server.CallAsync("echo", cancellationToken: TestContext.Current.CancellationToken));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
