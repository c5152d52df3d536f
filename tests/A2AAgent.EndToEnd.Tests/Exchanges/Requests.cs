namespace A2AAgent.EndToEnd.Tests.Exchanges;

/// <summary>What the tests send to the sample.</summary>
internal static class Requests
{
    public const string CompleteReport = """
        {"message":{"messageId":"m1","role":"ROLE_USER","parts":[{"data":{"employee":"Grace Hopper","currency":"EUR","submittedOn":"2026-11-20",
          "items":[{"description":"Train","category":"Transport","amount":38.50,"date":"2026-11-12","receipt":"train.pdf"},
                   {"description":"Dinner","category":"Meals","amount":74.20,"date":"2026-11-12","receipt":"dinner.jpg"}]}}]}}
        """;

    public const string ReportWithoutReceipt = """
        {"message":{"messageId":"m2","role":"ROLE_USER","parts":[{"data":{"employee":"Grace Hopper","currency":"EUR","submittedOn":"2026-11-20",
          "items":[{"description":"Train","category":"Transport","amount":12.00,"date":"2026-11-12"},
                   {"description":"Hotel","category":"Lodging","amount":142.00,"date":"2026-11-12"}]}}]}}
        """;

    public const string LongExplanation = """
        {"message":{"messageId":"m3","role":"ROLE_USER","parts":[{"text":"What is in the policy?"}],"metadata":{"skillId":"explain-policy"}}}
        """;

    public static string Receipt(string taskId) => $$$"""
        {"message":{"messageId":"m4","taskId":"{{{taskId}}}","role":"ROLE_USER",
          "parts":[{"raw":"JVBERi0xLjQ=","filename":"hotel.pdf","mediaType":"application/pdf"}]}}
        """;
}
