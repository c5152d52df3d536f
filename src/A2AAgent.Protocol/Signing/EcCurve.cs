using System.Security.Cryptography;

namespace A2AAgent.Protocol.Signing;

/// <summary>An elliptic curve by its name in JSON Web Keys.</summary>
internal sealed class EcCurve
{
    private static readonly EcCurve[] All = [new("P-256", 32, ECCurve.NamedCurves.nistP256), new("P-384", 48, ECCurve.NamedCurves.nistP384)];

    private EcCurve(string name, int coordinateLength, ECCurve parameters) =>
        (Name, CoordinateLength, Parameters) = (name, coordinateLength, parameters);

    public string Name { get; }

    /// <summary>How many bytes each coordinate has.</summary>
    public int CoordinateLength { get; }

    public ECCurve Parameters { get; }

    public static EcCurve? Find(string? name) => Array.Find(All, one => one.Name == name);

    /// <summary>Not every curve of 256 bits is P-256. Some platforms name curves by number, some by word.</summary>
    public static EcCurve? Of(ECCurve curve) => curve.IsNamed
        ? Array.Find(All, one => one.Parameters.Oid.Value is { } value && value == curve.Oid.Value
            || (curve.Oid.Value is null && one.Parameters.Oid.FriendlyName == curve.Oid.FriendlyName))
        : null;
}
