namespace A2AAgent.Tests.BadInput;

/// <summary>Records of SendMessage requests, as JSON text so that they can be wrong in any way.</summary>
internal static class Records
{
    /// <summary>Completes with the text as its artifact.</summary>
    public const string Good = """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"}]}}""";

    /// <summary>A message with these members besides an identifier, a role and a part.</summary>
    public static string Message(string members) => $$$"""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"}],{{{members}}}}}""";

    /// <summary>A message with a text part and this one.</summary>
    public static string Part(string part) => $$$"""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"},{{{part}}}]}}""";

    /// <summary>A good request with these members besides the message.</summary>
    public static string Request(string members) => $"{Good[..^1]},{members}}}";

    /// <summary>How many arrays the data of a part may be nested in so that it is not too deep for either binding.</summary>
    public const int DeepestData = 59;

    /// <summary>Arrays in arrays.</summary>
    public static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
