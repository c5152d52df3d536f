using A2AAgent.Generators.Model;

namespace A2AAgent.Generators.Emitters;

/// <summary>The file with the bindings that the agent names, and no others.</summary>
internal static class BindingsEmitter
{
    private const string MethodTable = """
        static JsonRpcMethod? FindMethod(ReadOnlySpan<char> name) => name switch
        {
            "SendMessage" => JsonRpcMethods.SendMessage,
            "SendStreamingMessage" => JsonRpcMethods.SendStreamingMessage,
            "GetTask" => JsonRpcMethods.GetTask,
            "ListTasks" => JsonRpcMethods.ListTasks,
            "CancelTask" => JsonRpcMethods.CancelTask,
            "SubscribeToTask" => JsonRpcMethods.SubscribeToTask,
            "CreateTaskPushNotificationConfig" => JsonRpcMethods.CreateTaskPushNotificationConfig,
            "GetTaskPushNotificationConfig" => JsonRpcMethods.GetTaskPushNotificationConfig,
            "ListTaskPushNotificationConfigs" => JsonRpcMethods.ListTaskPushNotificationConfigs,
            "DeleteTaskPushNotificationConfig" => JsonRpcMethods.DeleteTaskPushNotificationConfig,
            "GetExtendedAgentCard" => JsonRpcMethods.GetExtendedAgentCard,
            _ => null,
        };
        """;

    public static string Emit(LinkedAgent linked)
    {
        var (agent, bindings) = (linked.Class.Name, linked.Agent.Bindings);
        var members = $$"""
            static AgentBindings IAgent<{{agent}}>.Bindings => {{Flags(bindings)}};

            static void IAgent<{{agent}}>.MapBindings(AgentEndpoints endpoints)
            {
            {{SourceFile.Indent(Calls(bindings), 4)}}
            }
            """;

        return SourceFile.Write(linked.Class, Usings(bindings), members);
    }

    private static string Flags(BindingsModel bindings)
    {
        var flags = Named(bindings).Select(name => $"AgentBindings.{name}").ToList();
        return flags.Count == 0 ? "AgentBindings.None" : string.Join(" | ", flags);
    }

    private static string Calls(BindingsModel bindings)
    {
        var calls = string.Join("\n", Named(bindings).Select(name => $"endpoints.Map{name}({(name == "JsonRpc" ? "FindMethod" : "")});"));
        return bindings.JsonRpc ? $"{calls}\n\n{MethodTable}" : calls;
    }

    private static IEnumerable<string> Named(BindingsModel bindings) => new[]
    {
        bindings.JsonRpc ? "JsonRpc" : "",
        bindings.HttpJson ? "HttpJson" : "",
        bindings.Grpc ? "Grpc" : "",
    }.Where(name => name.Length > 0);

    private static IEnumerable<string> Usings(BindingsModel bindings) => new[]
    {
        bindings.JsonRpc ? "System" : "",
        bindings.Grpc ? "A2AAgent.Grpc" : "",
        "A2AAgent.Server",
        "A2AAgent.Server.Bindings",
        bindings.JsonRpc ? "A2AAgent.Server.Bindings.JsonRpc" : "",
    }.Where(name => name.Length > 0);
}
