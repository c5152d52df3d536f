using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.Server.Push.Guard;
using A2AAgent.Tests.Contract;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Push;

/// <summary>Where push notifications do not go, in production.</summary>
public sealed class GuardTests
{
    private const string OnlyLoopback2 = "127.0.0.2/32";

    [Fact]
    public async Task A_name_that_changes_between_check_and_dial_reaches_nobody_new()
    {
        // Each answer costs its connection, so each event is dialed anew.
        await using var receiver = await Receiver.StartAsync(HangUpAsync, IPAddress.Parse("127.0.0.2"), static _ => { });
        await using var victim = await Receiver.StartAsync(HangUpAsync, IPAddress.Loopback, static _ => { }, receiver.Port);
        var resolver = new Resolver(calls => calls == 1 ? "127.0.0.2" : "127.0.0.1");
        await using var host = await PushHost.StartGuardedAsync(resolver, ("Agent:Push:AllowHttp", "true"), ("Agent:Push:AllowedNetworks:0", OnlyLoopback2));

        await host.SendAsync("echo", "x", new { url = $"http://receiver.example:{receiver.Port}/" });

        Assert.Equal(["address", "address"], await host.DeadLetters.UntilAsync(2));
        Assert.Equal(1, receiver.Requests);
        Assert.Equal(0, victim.Requests);
        Assert.Equal(3, resolver.Calls);
    }

    [Fact]
    public async Task Of_several_addresses_those_that_are_closed_are_passed_over()
    {
        await using var receiver = await Receiver.StartAsync(HangUpAsync, IPAddress.Parse("127.0.0.2"), static _ => { });
        await using var victim = await Receiver.StartAsync(HangUpAsync, IPAddress.Loopback, static _ => { }, receiver.Port);
        await using var host = await PushHost.StartGuardedAsync(
            new Resolver(static _ => "127.0.0.1 127.0.0.2"), ("Agent:Push:AllowHttp", "true"), ("Agent:Push:AllowedNetworks:0", OnlyLoopback2));

        await host.SendAsync("echo", "x", new { url = $"http://receiver.example:{receiver.Port}/" });

        Assert.Equal(3, (await receiver.UntilEndAsync()).Count);
        Assert.Equal(0, victim.Requests);
    }

    [Fact]
    public async Task A_name_is_not_looked_up_when_a_webhook_is_set()
    {
        var resolver = new Resolver(static _ => "127.0.0.1");
        await using var host = await PushHost.StartGuardedAsync(resolver);
        var id = (await host.Client.CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task").GetProperty("id").GetString();

        await host.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId = id, url = "https://example.com/tck-push-webhook" });

        Assert.Equal(0, resolver.Calls);
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://a.localhost/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("https://example.com/ a")]
    [InlineData("https://example.com/\r\nHost: x")]
    [InlineData("https://exämple.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/hook")]
    [InlineData("https://")]
    public async Task A_webhook_that_could_only_do_harm_is_refused_when_it_is_set(string url)
    {
        await using var host = await PushHost.StartGuardedAsync(new Resolver(static _ => ""));

        var error = await Assert.ThrowsAsync<BindingError>(() => host.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId = "t", url }));
        var inline = await Assert.ThrowsAsync<BindingError>(() => host.SendAsync("echo", "x", new { url }));

        Assert.Equal(("INVALID_PARAMS", "url"), (error.Reason, Assert.Single(error.Fields)));
        Assert.Equal(("INVALID_PARAMS", "configuration.taskPushNotificationConfig.url"), (inline.Reason, Assert.Single(inline.Fields)));
    }

    [Fact]
    public async Task A_receiver_whose_certificate_is_not_trusted_gets_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=receiver.example", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        await using var receiver = await Receiver.StartAsync(HangUpAsync, IPAddress.Loopback, listen => listen.UseHttps(certificate));
        await using var host = await PushHost.StartAsync(("Agent:Push:MaxAttempts", "2"));

        await host.SendAsync("echo", "x", new { url = receiver.Url });

        Assert.All(await host.DeadLetters.UntilAsync(3), static reason => Assert.Equal("attempts", reason));
        Assert.Equal(0, receiver.Requests);
        Assert.Contains(host.Agent.Logs.Entries, static entry => entry.Text.Contains("SecureConnectionError", StringComparison.Ordinal));
    }

    private static Task HangUpAsync(HttpContext http, int number)
    {
        http.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    /// <summary>A name server whose answers depend on how often it was asked.</summary>
    private sealed class Resolver(Func<int, string> answer) : IHostResolver
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            Assert.Equal("receiver.example", host);
            return ValueTask.FromResult(Array.ConvertAll(answer(Interlocked.Increment(ref _calls)).Split(' '), IPAddress.Parse));
        }
    }
}
