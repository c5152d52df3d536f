using A2AAgent.Mcp.Diagnostics;
using A2AAgent.Mcp.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace A2AAgent.Mcp.Sessions;

/// <summary>The session that all calls to a server use: opened by the first one, and again after it was lost.</summary>
internal sealed class SharedSession(string server, McpToolsOptions options, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = ServerClient.Make(options);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private Task<McpClient>? _opening;
    private bool _disposed;

    /// <summary>The open session; those who wait for it share one attempt.</summary>
    public Task<McpClient> OpenAsync(CancellationToken cancellationToken)
    {
        Task<McpClient> opening;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true } || HasEnded(_opening))
            {
                // Not under the token of whoever happens to be first: others wait for it too.
                _opening = ConnectAsync();
            }

            opening = _opening;
        }

        return opening.WaitAsync(cancellationToken);
    }

    /// <summary>Drops a session that the server no longer has; the next call opens another.</summary>
    public void Retire(McpClient lost)
    {
        lock (_lock)
        {
            if (_opening is not { IsCompletedSuccessfully: true } || !ReferenceEquals(Opened(_opening), lost))
            {
                return;
            }

            _opening = null;
        }

        Log.SessionLost(logger, server);
        _ = EndLaterAsync(lost);
    }

    public async ValueTask DisposeAsync()
    {
        Task<McpClient>? opening;
        lock (_lock)
        {
            // A container that gives the tools with a key and without disposes of them twice.
            if (_disposed)
            {
                return;
            }

            (opening, _opening, _disposed) = (_opening, null, true);
        }

        if (opening is { IsCompletedSuccessfully: true })
        {
            await EndAsync(await opening);
        }

        await _closing.CancelAsync();
        _http.Dispose();
        _closing.Dispose();
    }

    private async Task<McpClient> ConnectAsync()
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, clock);
        var transport = new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Endpoint = options.Url!,
                Name = server,
                TransportMode = HttpTransportMode.StreamableHttp,
                ConnectionTimeout = options.ConnectTimeout,

                // Nothing that a server says unasked is of use here.
                EnableStandaloneGetStream = false,
                MaxReconnectionAttempts = 2,
            },
            _http);
        try
        {
            var client = await McpClient.CreateAsync(transport, new McpClientOptions { InitializationTimeout = options.ConnectTimeout }, cancellationToken: limit.Token);
            Log.SessionOpened(logger, server, client.NegotiatedProtocolVersion);
            return client;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException("The session was not opened in time.", e);
        }
    }

    /// <summary>Other calls may be under way in the session, and take as long as they may.</summary>
    private async Task EndLaterAsync(McpClient client)
    {
        try
        {
            await Task.Delay(options.Timeout, clock, _closing.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }

        await EndAsync(client);
    }

    private async Task EndAsync(McpClient client)
    {
        try
        {
            await client.DisposeAsync().AsTask().WaitAsync(Farewell, clock, _closing.Token);
        }
        catch (Exception e)
        {
            // The server may be gone: it need not hear that the session has ended.
            Log.SessionNotEnded(logger, e, server);
        }
    }

    private static bool HasEnded(Task<McpClient> opening) => opening.IsCompletedSuccessfully && Opened(opening).Completion.IsCompleted;

#pragma warning disable RS0030, VSTHRD002 // It has completed.
    private static McpClient Opened(Task<McpClient> opening) => opening.Result;
#pragma warning restore RS0030, VSTHRD002
}
