using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExpenseProcessing;

/// <summary>Every type that a skill takes or gives as JSON. The compiler says so when one is missing.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ExpenseReport))]
[JsonSerializable(typeof(ExpenseVerdict))]
public sealed partial class ExpenseJson : JsonSerializerContext;
