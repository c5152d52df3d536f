namespace A2AAgent.Generators.Tests;

/// <summary>Every kind of parameter and result that a skill may have.</summary>
internal static class Signatures
{
    /// <summary>The types that the signatures use.</summary>
    public const string Types = """
        namespace Acme;

        public sealed record Order(string Id, int Count);

        public struct Money { public decimal Amount { get; set; } }

        public enum Size { Small, Large }

        public sealed class Box<TContent> { public TContent? Content { get; set; } }

        public static class Outer { public sealed record Inner(string Id); }

        [JsonSerializable(typeof(Order))]
        [JsonSerializable(typeof(Money))]
        [JsonSerializable(typeof(Size))]
        [JsonSerializable(typeof(int))]
        [JsonSerializable(typeof(long?))]
        [JsonSerializable(typeof(double))]
        [JsonSerializable(typeof(bool))]
        [JsonSerializable(typeof(JsonElement))]
        [JsonSerializable(typeof(Order[]))]
        [JsonSerializable(typeof(int[][]))]
        [JsonSerializable(typeof(List<Order>))]
        [JsonSerializable(typeof(List<string>))]
        [JsonSerializable(typeof(string[]))]
        [JsonSerializable(typeof(Dictionary<string, Order>), TypeInfoPropertyName = "OrdersById")]
        [JsonSerializable(typeof(IReadOnlyDictionary<string, List<Order>>))]
        [JsonSerializable(typeof(Outer.Inner))]
        [JsonSerializable(typeof(Box<Order>))]
        [JsonSerializable(typeof((int Count, string Name)))]
        internal sealed partial class AcmeJson : JsonSerializerContext;
        """;

    public static IReadOnlyList<string> Parameters { get; } =
    [
        "",
        "string text",
        "string? text",
        "string text = \"none \\\"yet\\\"\"",
        "string? text = null",
        "string text = null!",
        "Message message",
        "Part part",
        "Part? part",
        "IReadOnlyList<Part> parts",
        "IReadOnlyCollection<Part> parts",
        "IEnumerable<Part> parts",
        "Order order",
        "Order? order",
        "Order? order = null",
        "Order order = null!",
        "Money money",
        "Money? money",
        "Money money = default",
        "Size size",
        "Size size = Size.Large",
        "Size? size = Size.Large",
        "int number",
        "int? number",
        "int number = -5",
        "long? number = long.MinValue",
        "double number = double.NaN",
        "double number = 0.1",
        "bool flag = true",
        "JsonElement json",
        "Order[] orders",
        "Order?[] orders",
        "int[][] table",
        "List<Order> orders",
        "List<string?> names",
        "string?[] names",
        "Dictionary<string, Order> orders",
        "Dictionary<string, Order?>? orders",
        "IReadOnlyDictionary<string, List<Order>> orders",
        "Outer.Inner inner",
        "Box<Order> box",
        "(int Count, string Name) pair",
        "SkillContext ctx",
        "string text, Order order, SkillContext context, Message message, IReadOnlyList<Part> parts",
        "string input, Order agent",
        "string @class, Order result",
        "Message context, string cancellationToken",
        "[Microsoft.AspNetCore.Mvc.FromServices] IFormatProvider service",
        "string text, [Microsoft.Extensions.DependencyInjection.FromKeyedServices(\"a \\\"b\\\"\")] List<string?> context",
        "[Microsoft.Extensions.DependencyInjection.FromKeyedServices(Size.Large)] IFormatProvider? agent = null, [Microsoft.AspNetCore.Mvc.FromServices] Order? order = null",
        "[Microsoft.Extensions.DependencyInjection.FromKeyedServices(typeof(Box<>))] Order order, Order content",
    ];

    public static IReadOnlyList<string> Results { get; } =
    [
        "void",
        "Task",
        "ValueTask",
        .. Awaitable("string"),
        .. Awaitable("string?"),
        .. Awaitable("Part"),
        .. Awaitable("Part?"),
        .. Awaitable("Artifact"),
        .. Awaitable("Artifact?"),
        .. Awaitable("Message"),
        .. Awaitable("Order"),
        .. Awaitable("Order?"),
        .. Awaitable("Money"),
        .. Awaitable("Money?"),
        .. Awaitable("SkillResult"),
        .. Awaitable("SkillResult<Order>"),
        "int?",
        "Size",
        "JsonElement",
        "Order[]",
        "Order?[]",
        "List<string?>",
        "string?[]",
        "Task<List<string?>?>",
        "Dictionary<string, Order?>",
        "Outer.Inner",
        "Box<Order>",
        "(int, string)",
        "SkillResult<string>",
        "SkillResult<Part>",
        "SkillResult<Artifact>",
        "SkillResult<int>",
        "SkillResult<List<string?>>",
        "Task<SkillResult<string>>",
        "ValueTask<SkillResult<Artifact>>",
        "IAsyncEnumerable<string>",
        "IAsyncEnumerable<Part>",
        "IAsyncEnumerable<Order>",
        "IAsyncEnumerable<int>",
        "IAsyncEnumerable<List<string?>>",
        "Task<IAsyncEnumerable<string>>",
        "ValueTask<IAsyncEnumerable<Order>>",
    ];

    private static IEnumerable<string> Awaitable(string type) => [type, $"Task<{type}>", $"ValueTask<{type}>"];
}
