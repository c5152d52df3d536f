using System.Security.Cryptography;
using System.Text;

namespace A2AAgent.Server.Commands;

/// <summary>Makes a private key that signs cards.</summary>
internal static class NewKey
{
    /// <summary>Writes it to a file that only its owner can read, and never over another one.</summary>
    /// <exception cref="IOException">The file is there, or cannot be written.</exception>
    public static void Write(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        file.WriteByte((byte)'\n');
    }
}
