namespace A2AAgent.Load.Floor;

/// <summary>The fixed replies: what the agent replied to the same requests, one file each.</summary>
internal sealed class Replies
{
    public const string Card = "card";

    private static readonly byte[] Empty = "{}"u8.ToArray();

    private readonly Dictionary<string, byte[]> _bodies = new(StringComparer.Ordinal);

    public static Replies Read(string? directory)
    {
        var replies = new Replies();
        foreach (var file in directory is null ? [] : Directory.GetFiles(directory))
        {
            replies._bodies.Add(Path.GetFileName(file), File.ReadAllBytes(file));
        }

        return replies;
    }

    public byte[] Body(string name) => _bodies.GetValueOrDefault(name, Empty);

    public Task WriteAsync(HttpContext http, string name)
    {
        var body = Body(name);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        return http.Response.BodyWriter.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
