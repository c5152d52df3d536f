using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Hosting;

/// <summary>
/// What is made of mounted files such as keys and certificates, made again when their bytes change. The bytes are compared, since a
/// mounted secret changes by a link that file watchers and time stamps do not follow. What is wrong after a change is logged, and the
/// last good value stays.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <typeparam name="T">What the files hold.</typeparam>
internal sealed class WatchedFiles<T> : IDisposable
{
    private const int MaxBytes = 1024 * 1024;

    private readonly IReadOnlyList<string> _paths;
    private readonly string _setting;
    private readonly Func<IReadOnlyList<byte[]>, T> _read;
    private readonly ILogger _logger;
    private readonly Lock _reading = new();
    private readonly ITimer _timer;
    private byte[][] _bytes;
    private string _reported = "";
    private Holder _current;

    /// <param name="paths">The files.</param>
    /// <param name="setting">The setting that names them, for errors.</param>
    /// <param name="read">Makes the value of the files' bytes, in their order.</param>
    /// <param name="interval">How often to look.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of what is wrong after a change.</param>
    /// <exception cref="AgentConfigurationException">A file cannot be read, or is not what it should be.</exception>
    public WatchedFiles(IReadOnlyList<string> paths, string setting, Func<IReadOnlyList<byte[]>, T> read, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        (_paths, _setting, _read, _logger) = (paths, setting, read, logger);
        try
        {
            _bytes = ReadAll();
            _current = new Holder(read(_bytes));
        }
        catch (Exception e) when (e is not AgentConfigurationException)
        {
            throw new AgentConfigurationException($"{setting}: {string.Join(", ", paths)} cannot be used: {e.Message}", e);
        }

        _timer = time.CreateTimer(static watch => ((WatchedFiles<T>)watch!).Look(), this, interval, interval);
    }

    /// <summary>Hears of each new value, one after the other.</summary>
    public Action<T>? Changed { get; set; }

    /// <summary>The newest good value.</summary>
    public T Current => Volatile.Read(ref _current).Value;

    /// <summary>Looks for changes now.</summary>
    public void Look()
    {
        lock (_reading)
        {
            try
            {
                var bytes = ReadAll();
                if (IsSame(bytes))
                {
                    return;
                }

                // Wrong bytes are remembered as well: they are reported once.
                (_bytes, _reported) = (bytes, "");
                var value = _read(bytes);
                Volatile.Write(ref _current, new Holder(value));
                Changed?.Invoke(value);
                Log.FileReloaded(_logger, _setting);
            }
            catch (Exception e)
            {
                Report(e);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>A file that is not there is found missing at every look.</summary>
    private void Report(Exception failure)
    {
        if (failure.Message != _reported)
        {
            _reported = failure.Message;
            Log.FileNotReloaded(_logger, failure, _setting);
        }
    }

    private byte[][] ReadAll() => [.. _paths.Select(Read)];

    private static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > MaxBytes)
        {
            throw new InvalidDataException($"{path} has more than {MaxBytes} bytes.");
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private bool IsSame(byte[][] bytes)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            if (!bytes[index].AsSpan().SequenceEqual(_bytes[index]))
            {
                return false;
            }
        }

        return true;
    }

    private sealed class Holder(T value)
    {
        public T Value => value;
    }
}
