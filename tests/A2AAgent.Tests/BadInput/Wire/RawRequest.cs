using System.Text;

namespace A2AAgent.Tests.BadInput.Wire;

/// <summary>The bytes of an HTTP request.</summary>
internal static class RawRequest
{
    public const string Version = "A2A-Version: 1.0";
    public const string Json = "Content-Type: application/json";

    /// <summary>A POST of JSON, as a good client sends it around whatever body.</summary>
    public static byte[] Post(string target, byte[] body) => Of("POST", target, body, Version, Json);

    public static byte[] Get(string target) => Of("GET", target, null, Version);

    /// <summary>A request with exactly these headers, a host and the length of the body.</summary>
    public static byte[] Of(string method, string target, byte[]? body, params string[] headers)
    {
        string[] length = body is null ? [] : [$"Content-Length: {body.Length}"];
        return [.. Head(method, target, [.. headers, .. length]), .. body ?? []];
    }

    /// <summary>A request line and headers; the body, if any, is the caller's to send.</summary>
    public static byte[] Head(string method, string target, params string[] headers) =>
        Encoding.UTF8.GetBytes($"{method} {target} HTTP/1.1\r\nHost: agent\r\n{string.Concat(headers.Select(static header => header + "\r\n"))}\r\n");

    public static byte[] Chunk(ReadOnlySpan<byte> bytes) => [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];
}
