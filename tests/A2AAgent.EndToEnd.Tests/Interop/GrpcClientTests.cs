using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Interop;

/// <summary>A client of grpc-js that is made from the proto files when it runs.</summary>
public sealed class GrpcClientTests(NodePackages node, ConformanceAgents agents)
{
    [Fact]
    public async Task Each_shape_of_call_ends_as_it_should_also_early() => Lines.Equal("""
        {"step":"unary","answered":"task","state":"TASK_STATE_COMPLETED","kind":"data","same":true}
        {"step":"streaming","events":["task TASK_STATE_SUBMITTED","statusUpdate TASK_STATE_WORKING","artifactUpdate","artifactUpdate","statusUpdate TASK_STATE_COMPLETED"]}
        {"step":"subscribe","events":["task TASK_STATE_WORKING","statusUpdate TASK_STATE_COMPLETED"]}
        {"step":"many at once on one connection","completed":250,"tasks":250}
        {"step":"deadline of a call","status":"DEADLINE_EXCEEDED"}
        {"step":"deadline of a stream","status":"DEADLINE_EXCEEDED"}
        {"step":"deadline that only the server knows","status":"DEADLINE_EXCEEDED","says":"The deadline passed; the task, if there is one, goes on.","task":"TASK_STATE_WORKING","canceled":"TASK_STATE_CANCELED"}
        {"step":"cancel a stream","events":["task TASK_STATE_SUBMITTED","statusUpdate TASK_STATE_WORKING"],"status":"CANCELLED","task":"TASK_STATE_WORKING","canceled":"TASK_STATE_CANCELED"}
        """, await RunAsync("grpc-calls.mjs"));

    [Fact]
    public async Task Failures_have_their_status_and_details() => Lines.Equal("""
        {"step":"unknown task","status":"NOT_FOUND","details":[{"type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"TASK_NOT_FOUND","domain":"a2a-protocol.org","metadata":{"taskId":"no-such-task"}}]}
        {"step":"cancel an ended task","status":"FAILED_PRECONDITION","details":[{"type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"TASK_NOT_CANCELABLE","domain":"a2a-protocol.org"}]}
        {"step":"subscribe to an ended task","status":"FAILED_PRECONDITION","details":[{"type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"UNSUPPORTED_OPERATION","domain":"a2a-protocol.org"}]}
        {"step":"no parts","status":"INVALID_ARGUMENT","details":[{"type":"type.googleapis.com/google.rpc.BadRequest","fields":["message.parts"]}]}
        {"step":"no task id","status":"INVALID_ARGUMENT","details":[{"type":"type.googleapis.com/google.rpc.BadRequest","fields":["id"]}]}
        {"step":"no version","status":"FAILED_PRECONDITION","details":[{"type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"VERSION_NOT_SUPPORTED","domain":"a2a-protocol.org"}]}
        {"step":"another version","status":"FAILED_PRECONDITION","details":[{"type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"VERSION_NOT_SUPPORTED","domain":"a2a-protocol.org"}]}
        {"step":"a version with a patch number","status":"OK"}
        {"step":"unknown method","status":"UNIMPLEMENTED"}
        {"step":"unknown service","status":"UNIMPLEMENTED"}
        {"step":"not a protobuf message","status":"INTERNAL"}
        {"step":"large message","status":"OK"}
        {"step":"too large message","status":"RESOURCE_EXHAUSTED"}
        {"step":"after all that","status":"OK"}
        """, await RunAsync("grpc-errors.mjs"));

    [Fact]
    public async Task Extensions_are_asked_for_and_confirmed_in_the_metadata() => Lines.Equal("""
        {"step":"not asked for","status":"FAILED_PRECONDITION","details":[{"type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"EXTENSION_SUPPORT_REQUIRED","domain":"a2a-protocol.org"}]}
        {"step":"asked for","state":"TASK_STATE_COMPLETED","active":["urn:a2a:tck:required-extension"]}
        {"step":"asked for, in a stream","events":3,"active":["urn:a2a:tck:required-extension"]}
        """, await RunAsync("grpc-metadata.mjs", "required-extension"));

    [Fact]
    public async Task Requests_may_be_compressed() => Lines.Equal("""
        {"step":"as it is","state":"TASK_STATE_COMPLETED","received":1000000,"sentLessThan100kB":false}
        {"step":"gzip","state":"TASK_STATE_COMPLETED","received":1000000,"sentLessThan100kB":true}
        {"step":"gzip that grows too large","status":"RESOURCE_EXHAUSTED"}
        """, await RunAsync("grpc-compression.mjs"));

    [Fact]
    public async Task Health_and_reflection_answer() => Lines.Equal("""
        {"step":"health of the process","status":"SERVING"}
        {"step":"health of the agent","status":"SERVING"}
        {"step":"health of another","status":"NOT_FOUND"}
        {"step":"health watched","status":"SERVING"}
        {"step":"services","names":["grpc.health.v1.Health","grpc.reflection.v1.ServerReflection","lf.a2a.v1.A2AService"]}
        {"step":"unknown symbol","status":"NOT_FOUND"}
        {"step":"a client made from what reflection tells","methods":11,"state":"TASK_STATE_COMPLETED"}
        """, await RunAsync("grpc-services.mjs"));

    private async Task<IReadOnlyList<string>> RunAsync(string script, string profile = "full") =>
        await node.RunAsync(script, await agents.GrpcAddressAsync(profile), Repository.PathOf("src", "A2AAgent.Protobuf", "Protos"));
}
