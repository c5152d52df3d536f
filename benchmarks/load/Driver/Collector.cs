using System.Net;

namespace A2AAgent.Load.Driver;

/// <summary>Takes telemetry over OTLP and HTTP, as a collector does, and counts it.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private long _traces;

    public Collector()
    {
        Url = $"http://127.0.0.1:{Server.FreePort()}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    /// <summary>Bytes of spans that have arrived.</summary>
    public long Traces => Interlocked.Read(ref _traces);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var asked = await _listener.GetContextAsync();
                var bytes = 0L;
                for (int read; (read = await asked.Request.InputStream.ReadAsync(buffer)) > 0;)
                {
                    bytes += read;
                }

                if (asked.Request.Url!.AbsolutePath == "/v1/traces")
                {
                    Interlocked.Add(ref _traces, bytes);
                }

                asked.Response.ContentType = "application/x-protobuf";
                asked.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed: nobody exports any more.
        }
    }
}
