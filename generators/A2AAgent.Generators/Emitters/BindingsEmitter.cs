using A2AAgent.Generators.Model;

namespace A2AAgent.Generators.Emitters;

/// <summary>The file with the bindings and the features that the agent names, and no others.</summary>
internal static class BindingsEmitter
{
    private static readonly string[] Operations =
    [
        "SendMessage", "SendStreamingMessage", "GetTask", "ListTasks", "CancelTask", "SubscribeToTask",
        "CreateTaskPushNotificationConfig", "GetTaskPushNotificationConfig", "ListTaskPushNotificationConfigs",
        "DeleteTaskPushNotificationConfig", "GetExtendedAgentCard",
    ];

    public static string Emit(LinkedAgent linked)
    {
        var (agent, bindings) = (linked.Class.Name, linked.Agent.Bindings);
        var members = $$"""
            static AgentBindings IAgent<{{agent}}>.Bindings => {{Flags(bindings)}};

            static void IAgent<{{agent}}>.MapBindings(AgentEndpoints endpoints)
            {
            {{SourceFile.Indent(Calls(bindings), 4)}}
            }
            """ + AddFeatures(linked);

        return SourceFile.Write(linked.Class, Usings(bindings), members);
    }

    private static string AddFeatures(LinkedAgent linked)
    {
        var features = Features(linked).ToList();
        return features.Count == 0 ? "" : $$"""


            static void IAgent<{{linked.Class.Name}}>.AddFeatures(AgentFeatures features)
            {
            {{string.Join("\n", features.Select(feature => $"    features.Add{feature}();"))}}
            }
            """;
    }

    private static IEnumerable<string> Features(LinkedAgent linked)
    {
        var schemes = linked.Agent.Card.Security.Schemes;
        return new[]
        {
            schemes.Any(scheme => scheme is BearerSchemeModel or OAuth2SchemeModel or OpenIdConnectSchemeModel) ? "Tokens" : "",
            schemes.Any(scheme => scheme is MutualTlsSchemeModel) ? "Tls" : "",
            linked.Agent.Card.PushNotifications ? "PushNotifications" : "",
        }.Where(name => name.Length > 0);
    }

    private static string Flags(BindingsModel bindings)
    {
        var flags = Named(bindings).Select(name => $"AgentBindings.{name}").ToList();
        return flags.Count == 0 ? "AgentBindings.None" : string.Join(" | ", flags);
    }

    private static string Calls(BindingsModel bindings)
    {
        var calls = string.Join("\n", Named(bindings).Select(name => $"endpoints.Map{name}({(HasMethods(name) ? $"Find{name}Method" : "")});"));
        return string.Join("\n\n", new[] { calls }.Concat(Named(bindings).Where(HasMethods).Select(MethodTable)));
    }

    private static bool HasMethods(string binding) => binding != "HttpJson";

    private static string MethodTable(string binding) => $$"""
        static {{binding}}Method? Find{{binding}}Method(ReadOnlySpan<char> name) => name switch
        {
        {{string.Join("\n", Operations.Select(operation => $"    \"{operation}\" => {binding}Methods.{operation},"))}}
            _ => null,
        };
        """;

    private static IEnumerable<string> Named(BindingsModel bindings) => new[]
    {
        bindings.JsonRpc ? "JsonRpc" : "",
        bindings.HttpJson ? "HttpJson" : "",
        bindings.Grpc ? "Grpc" : "",
    }.Where(name => name.Length > 0);

    private static IEnumerable<string> Usings(BindingsModel bindings) => new[]
    {
        bindings.JsonRpc || bindings.Grpc ? "System" : "",
        bindings.Grpc ? "A2AAgent.Grpc" : "",
        "A2AAgent.Server",
        "A2AAgent.Server.Bindings",
        bindings.JsonRpc ? "A2AAgent.Server.Bindings.JsonRpc" : "",
    }.Where(name => name.Length > 0);
}
