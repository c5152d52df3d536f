using System.Buffers;
using System.IO.Pipelines;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.Http;

/// <summary>A request body as one piece of UTF-8, in pooled memory. Dispose of it after the last use of its bytes.</summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly byte[] _pooled;
    private readonly int _length;

    private RequestBody(byte[] pooled, int length)
    {
        _pooled = pooled;
        _length = length;
    }

    public ReadOnlySpan<byte> Utf8 => _pooled.AsSpan(0, _length);

    /// <summary>Reads the body to its end. The server's own limit bounds it.</summary>
    /// <exception cref="AgentException">The body is not UTF-8.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(request.BodyReader, cancellationToken);
        }
        catch (BadHttpRequestException e) when (e.StatusCode != StatusCodes.Status413PayloadTooLarge)
        {
            // The read that failed is never given back: the server must not try to read another request from this connection.
            request.HttpContext.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            throw;
        }
        catch (Exception e) when (e is ConnectionResetException or OperationCanceledException)
        {
            request.HttpContext.Abort();
            throw;
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new BadHttpRequestException(e.Message, StatusCodes.Status400BadRequest, e);
        }
    }

    private static async ValueTask<RequestBody> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (!result.IsCompleted)
            {
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                continue;
            }

            try
            {
                return Copy(result.Buffer);
            }
            finally
            {
                reader.AdvanceTo(result.Buffer.End);
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_pooled);

    private static RequestBody Copy(ReadOnlySequence<byte> buffer)
    {
        var length = checked((int)buffer.Length);
        var pooled = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(pooled);
        if (!System.Text.Unicode.Utf8.IsValid(pooled.AsSpan(0, length)))
        {
            ArrayPool<byte>.Shared.Return(pooled);
            throw new AgentException(AgentError.ParseError, "The request body is not valid UTF-8.");
        }

        return new RequestBody(pooled, length);
    }
}
