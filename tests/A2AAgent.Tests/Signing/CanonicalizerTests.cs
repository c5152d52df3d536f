using System.Text;
using System.Text.Json;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Tests.Signing;

/// <summary>JCS, RFC 8785: the examples of the RFC and of the test data that it refers to.</summary>
public sealed class CanonicalizerTests
{
    public static TheoryData<string, string> Examples => new()
    {
        // Sections 3.2.2 and 3.2.4.
        {
            """{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}""",
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"""
        },
        // Section 3.2.3: by UTF-16 code units, so that a surrogate stands before U+FB33.
        {
            """{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""",
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}"
        },
        {
            """[56, {"d": true, "10": null, "1": []}]""",
            """[56,{"1":[],"10":null,"d":true}]"""
        },
        {
            """{"peach": "This sorting order", "péché": "is wrong according to French", "pêche": "but canonicalization MUST", "sin":   "ingnore locale"}""",
            """{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ingnore locale"}"""
        },
        {
            """{"1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { }}""",
            """{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}"""
        },
        { """{"Unnormalized Unicode":"A\u030a"}""", "{\"Unnormalized Unicode\":\"A\u030a\"}" },
        { """{"\u0080": "Control\u007f", "</script>": "Browser Challenge"}""", "{\"</script>\":\"Browser Challenge\",\"\u0080\":\"Control\u007f\"}" },
        { """ "\b\t\n\f\r\u0000\u001f\u0020\u2028\/" """, "\"\\b\\t\\n\\f\\r\\u0000\\u001f \u2028/\"" },
        { " -0 ", "0" },
        { "9007199254740993", "9007199254740992" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_examples_of_the_RFC(string json, string canonical)
    {
        Assert.Equal(canonical, Canonical(json));
        Assert.Equal(canonical, Canonical(canonical));
    }

    [Theory]
    [InlineData("""{"a":1,"a":1}""", "a")]
    [InlineData("""{"a":1,"\u0061":2}""", "a")]
    [InlineData("""[{"x":{"b":1,"c":2,"b":3}}]""", "b")]
    public void A_name_twice_is_refused(string json, string name) =>
        Assert.Contains(name, Assert.ThrowsAny<JsonException>(() => Canonical(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""["\ud800\ud800"]""")]
    [InlineData("""["\udc00\ud800"]""")]
    public void Half_a_surrogate_pair_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Canonical(json));

    [Fact]
    public void Invalid_UTF_8_is_refused() =>
        Assert.ThrowsAny<JsonException>(() => JsonCanonicalizer.Canonicalize(new byte[] { (byte)'"', 0xff, (byte)'"' }));

    [Theory]
    [InlineData("1e309")]
    [InlineData("-1e400")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("01")]
    [InlineData("{} {}")]
    [InlineData("")]
    public void What_is_no_number_of_JSON_or_beyond_double_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Canonical(json));

    [Fact]
    public void JSON_that_is_nested_too_deeply_is_refused() =>
        Assert.ThrowsAny<JsonException>(() => Canonical(new string('[', 1000) + new string(']', 1000)));

    private static string Canonical(string json) => Encoding.UTF8.GetString(JsonCanonicalizer.Canonicalize(Encoding.UTF8.GetBytes(json)));
}
