using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Writes the default value of an optional parameter as an expression.</summary>
internal static class DefaultValue
{
    public static string Write(object value, ITypeSymbol type) => JsonTypes.WithoutNullable(type) is { TypeKind: TypeKind.Enum } enumeration
        ? $"({enumeration.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({Literal(value)})"
        : Literal(value);

    private static string Literal(object value) => value switch
    {
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        long or ulong or uint => Convert.ToString(value, CultureInfo.InvariantCulture) + Suffix(value),
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
    };

    private static string Suffix(object value) => value switch
    {
        long => "L",
        ulong => "UL",
        _ => "U",
    };
}
