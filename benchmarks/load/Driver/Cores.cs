namespace A2AAgent.Load.Driver;

/// <summary>Which cores serve and which drive: the first half and the second, so that neither takes time from the other.</summary>
internal sealed record Cores(string Server, string Client, int ClientCount)
{
    public static Cores Split()
    {
        var count = Environment.ProcessorCount;
        if (count == 1)
        {
            return new Cores("0", "0", 1);
        }

        // Two serving cores at most: more would outrun what the driving ones can send.
        var servers = Math.Min(2, count / 2);
        var clients = Math.Min(count - servers, servers * 2);
        return new Cores(Range(0, servers), Range(servers, clients), clients);
    }

    private static string Range(int first, int count) => string.Join(',', Enumerable.Range(first, count));
}
