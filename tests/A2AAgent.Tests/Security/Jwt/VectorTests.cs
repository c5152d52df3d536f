using System.Text;
using A2AAgent.Protocol.Signing;
using A2AAgent.Server.Security.Jwt;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>The examples of the standards.</summary>
public sealed class VectorTests
{
    /// <summary>The claims of RFC 7519, section 3.1.</summary>
    private const string Claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    [Fact]
    public void RFC_7515_A_2_RS256()
    {
        const string Key = """{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}""";

        Verifies($"eyJhbGciOiJSUzI1NiJ9.{Claims}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw", Key);
    }

    [Fact]
    public void RFC_7515_A_3_ES256()
    {
        const string Key = """{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""";

        Verifies($"eyJhbGciOiJFUzI1NiJ9.{Claims}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q", Key);
    }

    [Fact]
    public void RFC_7515_A_1_is_signed_with_a_secret() =>
        Assert.Equal(JwtFailure.AlgorithmRefused, Read($"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{Claims}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", out _));

    [Fact]
    public void RFC_7519_6_1_is_not_signed() => Assert.Equal(JwtFailure.Unsigned, Read($"eyJhbGciOiJub25lIn0.{Claims}.", out _));

    private static void Verifies(string token, string key)
    {
        var keys = new IssuerKeys("joe", JsonWebKeySet.FromUtf8(Encoding.UTF8.GetBytes($$"""{"keys":[{{key}}]}""")));

        Assert.Null(Read(token, out var jwt));

        Assert.Null(keys.Verify(jwt!));
        Assert.Equal(("joe", 1_300_819_380), (jwt!.Claims.Issuer, jwt.Claims.Expires?.ToUnixTimeSeconds()));
        Assert.Contains(KeyValuePair.Create("http://example.com/is_root", "true"), jwt.Claims.Others);
        Assert.Null(Read(token[..^8] + "AAAAAAAA", out var changed));
        Assert.NotNull(keys.Verify(changed!));
    }

    private static JwtFailure? Read(string token, out UnverifiedJwt? jwt) => JwtReader.Read(Encoding.ASCII.GetBytes(token), new JwtOptions(), out jwt);
}
