using A2AAgent.Client;
using A2AAgent.Protocol;

namespace A2AAgent.Tests.Client;

/// <summary>The errors of the table, as they come back over each binding.</summary>
public sealed class ErrorTests
{
    private const string Problem = "what went wrong, and 50 % of it: ü";

    public static TheoryData<string> Bindings => Clients.Bindings;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Every_error_of_the_table_is_the_same_failure_over_each_binding(string binding)
    {
        var service = new StubService();
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);

        foreach (var error in AgentError.All)
        {
            service.Failure = new AgentException(error, Problem) { Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["taskId"] = "t" } };

            var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.GetTaskAsync("t", TestContext.Current.CancellationToken));

            Assert.Equal(Expected(error, binding).Reason, failure.Error.Reason);
            Assert.Equal((Clients.Name, "GetTask", Problem), (failure.Agent, failure.Operation, failure.Problem));
            Assert.Equal(RequestDelivery.Answered, failure.Delivery);
            Assert.True(failure.IsRetrySafe);
            Assert.Equal(error.IsProtocolError ? "t" : null, failure.Facts.GetValueOrDefault("taskId"));
        }
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_error_in_place_of_a_stream_comes_before_the_stream(string binding)
    {
        var service = new StubService { Failure = AgentException.TaskNotFound("t") };
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.SubscribeToTaskAsync("t", TestContext.Current.CancellationToken));

        Assert.Equal(AgentError.TaskNotFound, failure.Error);
        Assert.Equal("t", failure.Facts["taskId"]);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Wrong_fields_are_named(string binding)
    {
        var service = new StubService { Failure = AgentException.InvalidParams("message.parts[0].text", "must be shorter") };
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.SendMessageAsync("x", TestContext.Current.CancellationToken));

        Assert.Equal(AgentError.InvalidParams, failure.Error);
        Assert.Equal(new FieldViolation("message.parts[0].text", "must be shorter"), Assert.Single(failure.Violations));
        Assert.False(failure.IsRetrySafe);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Challenges_tell_how_to_authenticate(string binding)
    {
        var service = new StubService { Failure = new AgentException(AgentError.Unauthenticated) { Challenges = ["Bearer realm=\"agents\""] } };
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.SendMessageAsync("x", TestContext.Current.CancellationToken));

        Assert.Equal(AgentError.Unauthenticated, failure.Error);
        Assert.Equal(["Bearer realm=\"agents\""], failure.Challenges);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_agent_that_says_when_to_come_again_has_not_done_anything(string binding)
    {
        var service = new StubService { Failure = new AgentException(AgentError.ResourceExhausted) { RetryAfter = TimeSpan.FromSeconds(7) } };
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.SendMessageAsync("x", TestContext.Current.CancellationToken));

        Assert.Equal(AgentError.ResourceExhausted, failure.Error);
        Assert.Equal(RequestDelivery.Refused, failure.Delivery);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
        Assert.True(failure is { IsTransient: true, IsRetrySafe: true });
    }

    /// <summary>Errors that are not the protocol's own have nothing but their codes, which HTTP+JSON and gRPC have fewer of.</summary>
    private static AgentError Expected(AgentError error, string binding) => (error.Reason, binding) switch
    {
        ("PARSE_ERROR" or "INVALID_REQUEST", ProtocolBindings.HttpJson or ProtocolBindings.Grpc) => AgentError.InvalidParams,
        ("REQUEST_TOO_LARGE", ProtocolBindings.Grpc) => AgentError.ResourceExhausted,
        _ => error,
    };
}
