using A2AAgent.Generators.Tests.Harness;

namespace A2AAgent.Generators.Tests;

/// <summary>What an agent does not name is not in its code.</summary>
public class BindingTests
{
    // Stands for the package A2AAgent.Grpc, as far as generated code knows it.
    private const string GrpcPackage = """
        using System;

        namespace A2AAgent.Grpc;

        public static class GrpcAgentEndpoints
        {
            public static void MapGrpc(this A2AAgent.Server.Bindings.AgentEndpoints endpoints, GrpcMethodTable methods) { }
        }

        public sealed class GrpcMethod;

        public delegate GrpcMethod? GrpcMethodTable(ReadOnlySpan<char> name);

        public static class GrpcMethods
        {
            public static GrpcMethod SendMessage => new();
            public static GrpcMethod SendStreamingMessage => new();
            public static GrpcMethod GetTask => new();
            public static GrpcMethod ListTasks => new();
            public static GrpcMethod CancelTask => new();
            public static GrpcMethod SubscribeToTask => new();
            public static GrpcMethod CreateTaskPushNotificationConfig => new();
            public static GrpcMethod GetTaskPushNotificationConfig => new();
            public static GrpcMethod ListTaskPushNotificationConfigs => new();
            public static GrpcMethod DeleteTaskPushNotificationConfig => new();
            public static GrpcMethod GetExtendedAgentCard => new();
        }
        """;

    [Theory]
    [InlineData("JsonRpc", "endpoints.MapJsonRpc(FindJsonRpcMethod);")]
    [InlineData("HttpJson", "endpoints.MapHttpJson();")]
    [InlineData("Grpc", "endpoints.MapGrpc(FindGrpcMethod);")]
    [InlineData("JsonRpc, HttpJson, Grpc", "endpoints.MapJsonRpc(FindJsonRpcMethod);", "endpoints.MapHttpJson();", "endpoints.MapGrpc(FindGrpcMethod);")]
    public async Task The_bindings_that_are_named_are_mapped_and_no_others(string names, params string[] calls)
    {
        var flags = string.Join(" | ", names.Split(", ").Select(name => $"AgentBindings.{name}"));
        var project = await AgentProject.BuildAsync(
            GrpcPackage,
            Problem.Agent("[AgentSkill(\"run\", Description = \"Tests\")] public string Run() => \"\";", $", Bindings = {flags}"));

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        var bindings = project.Files["Acme.TestAgent.Bindings"];
        Assert.Contains($".Bindings => {flags};", bindings, StringComparison.Ordinal);
        Assert.Equal(calls, bindings.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("endpoints.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(", PushNotifications = false", false)]
    [InlineData(", PushNotifications = true", true)]
    public async Task Push_notifications_are_added_where_they_are_declared_and_nowhere_else(string declared, bool added)
    {
        var project = await AgentProject.BuildAsync(Problem.Agent("[AgentSkill(\"run\", Description = \"Tests\")] public string Run() => \"\";", declared));

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        Assert.Equal(added, project.Files["Acme.TestAgent.Bindings"].Contains("features.AddPushNotifications();", StringComparison.Ordinal));
    }
}
