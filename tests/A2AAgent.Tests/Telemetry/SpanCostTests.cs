using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Hosting;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Diagnostics;
using A2AAgent.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Telemetry;

/// <summary>Runs while no other test listens to spans.</summary>
[CollectionDefinition(nameof(SpanCostTests), DisableParallelization = true)]
public sealed class SpanCostCollection;

/// <summary>Spans that nobody wants make nothing for the garbage collector.</summary>
[Collection(nameof(SpanCostTests))]
public sealed class SpanCostTests
{
    private const int Times = 10_000;

    [Fact]
    public async Task A_call_allocates_nothing_for_a_span_that_nobody_wants()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        var (calls, skills) = (host.Services.GetRequiredService<OperationSpans>(), host.Services.GetRequiredService<SkillSpans>());
        var http = new DefaultHttpContext();
        http.Request.Headers.TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var failure = new AgentException(AgentError.Internal, "x");
        var message = new Message { MessageId = "m", Role = Role.User, Parts = [Part.FromText("x")] };
        var context = new SkillContext(message, new SendMessageRequest { Message = message }, new CallContext(), task: null, events: null);

        Trace();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Trace();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);

        void Trace()
        {
            for (var i = 0; i < Times; i++)
            {
                var span = calls.Begin(http, "jsonrpc", operation: null);
                var skill = skills.Begin("echo", context);
                calls.Failed(failure);
                SkillSpans.End(skill, TaskState.Completed);
                OperationSpans.SetJsonRpcId(span, default);
                OperationSpans.End(span, http, "SendMessage", error: null);
            }
        }
    }

    [Fact]
    public async Task The_service_in_front_allocates_nothing_for_a_span_that_nobody_wants()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        var traced = Assert.IsType<TracedAgentService>(host.Services.GetRequiredService<IAgentService>());
        var id = (await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task").GetProperty("id").GetString()!;
        var behind = host.Services.GetRequiredKeyedService<IAgentService>(ServiceLayers.Innermost);

        // In turns, so that both are compiled as well as they will be.
        var (without, with) = (0L, 0L);
        for (var round = 0; round < 3; round++)
        {
            (without, with) = (Allocated(behind, id), Allocated(traced, id));
        }

        Assert.InRange(with, 0, without);
    }

    private static long Allocated(IAgentService service, string id)
    {
        var (request, context) = (new GetTaskRequest { Id = id }, new CallContext { Version = "1.0" });
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            var call = service.GetTaskAsync(request, context, TestContext.Current.CancellationToken);
            Assert.True(call.IsCompletedSuccessfully);
        }

        return GC.GetAllocatedBytesForCurrentThread() - allocated;
    }
}
