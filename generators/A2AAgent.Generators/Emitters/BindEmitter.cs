using A2AAgent.Generators.Model;

namespace A2AAgent.Generators.Emitters;

/// <summary>The method that reads a skill's arguments out of a message and makes the call.</summary>
internal static class BindEmitter
{
    public static string Emit(LinkedAgent linked, SkillModel skill) => $$"""
        private static SkillCall<{{linked.Class.Name}}> {{skill.BindName}}(SkillInput input)
        {
        {{Locals(linked, skill.Method)}}    return {{Call(linked, skill.Method)}};
        }
        """;

    private static string Locals(LinkedAgent linked, MethodModel method) =>
        string.Concat(method.Parameters.Where(parameter => parameter.IsRead).Select(parameter => Local(linked, parameter)));

    private static string Local(LinkedAgent linked, ParameterModel parameter)
    {
        var reader = parameter.Json is { } json ? $"{parameter.Reader}({linked.TypeInfo(json)})" : parameter.Reader;
        var otherwise = parameter.Fallback.Length == 0 ? "" : $" ?? {parameter.Fallback}";
        return $"    var {parameter.Local} = input.{reader}{otherwise};\n";
    }

    private static string Call(LinkedAgent linked, MethodModel method)
    {
        var agent = linked.Class.Name;
        var arguments = string.Join(", ", method.Parameters.Select(parameter => parameter.Local));
        var value = $"{(method.IsStatic ? agent : "agent")}.{method.Name}({arguments})";
        var kind = method.Result.Shape == ResultShape.Message ? "Reply" : "Run";
        return $"SkillCall.{kind}<{agent}>({Lambda(linked, method.Result, value)})";
    }

    private static string Lambda(LinkedAgent linked, ResultModel result, string value)
    {
        var typeInfo = result.Json is { } json ? $", {linked.TypeInfo(json)}" : "";
        return result switch
        {
            { Shape: ResultShape.Nothing } => Nothing(result.Delivery, value),
            { Shape: ResultShape.Message } => Message(result.Delivery, value),
            { IsNullable: true } => WhenPresent(Awaited(result, value), typeInfo),
            { Delivery: ResultDelivery.Direct } => Direct(Writer(result), value, typeInfo),
            _ => Finished(Writer(result), value, typeInfo),
        };
    }

    private static string Nothing(ResultDelivery delivery, string call) => delivery switch
    {
        ResultDelivery.ValueTask => $$"""
            (agent, context, cancellationToken) =>
                    {{call}}
            """,
        ResultDelivery.Task => $$"""
            async (agent, context, cancellationToken) =>
                    await {{call}}
            """,
        _ => $$"""
            (agent, context, cancellationToken) =>
                {
                    {{call}};
                    return default;
                }
            """,
    };

    private static string Message(ResultDelivery delivery, string call) => delivery switch
    {
        ResultDelivery.ValueTask => $$"""
            (agent, context, cancellationToken) =>
                    {{call}}
            """,
        ResultDelivery.Task => $$"""
            async (agent, context, cancellationToken) =>
                    await {{call}}
            """,
        _ => $$"""
            (agent, context, cancellationToken) =>
                    new({{call}})
            """,
    };

    private static string WhenPresent(string value, string typeInfo) => $$"""
        async (agent, context, cancellationToken) =>
            {
                if ({{value}} is { } result)
                {
                    await context.FinishAsync(result{{typeInfo}}, cancellationToken);
                }
            }
        """;

    private static string Direct(string writer, string value, string typeInfo) => $$"""
        (agent, context, cancellationToken) =>
                context.{{writer}}({{value}}{{typeInfo}}, cancellationToken)
        """;

    private static string Finished(string writer, string value, string typeInfo) => $$"""
        async (agent, context, cancellationToken) =>
            {
                var result = await {{value}};
                await context.{{writer}}(result{{typeInfo}}, cancellationToken);
            }
        """;

    private static string Awaited(ResultModel result, string value) => result.Delivery == ResultDelivery.Direct ? value : $"await {value}";

    private static string Writer(ResultModel result) => result.Shape == ResultShape.Stream ? "StreamAsync" : "FinishAsync";
}
