namespace A2AAgent.Client.Auth;

/// <summary>A secret in a file that may be replaced at any time.</summary>
internal sealed class FileSecret(string path) : Secret
{
    private const int Largest = 64 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private volatile Known? _known;

    internal override ValueTask<string> GetAsync(bool fresh, TimeProvider time, CancellationToken cancellationToken) =>
        !fresh && _known is { } known && time.GetElapsedTime(known.At) < Interval ? new(known.Value) : ReadAsync(time, cancellationToken);

    private async ValueTask<string> ReadAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length > Largest)
            {
                throw new AgentCredentialException($"the file '{path}' is larger than a secret may be, {Largest} bytes");
            }

            var value = (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)).Trim();
            if (value.Length == 0)
            {
                throw new AgentCredentialException($"the file '{path}' holds no secret") { IsTransient = true };
            }

            _known = new Known(value, time.GetTimestamp());
            return value;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its replacement may be under way.
            return _known?.Value ?? throw new AgentCredentialException($"the file '{path}' cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is none" : e.GetType().Name)}", e) { IsTransient = true };
        }
    }

    private sealed record Known(string Value, long At);
}
