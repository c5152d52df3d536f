using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>Wrong settings end the start, with a message that names the setting.</summary>
public sealed class WrongTlsTests : IDisposable
{
    private readonly Mounted _files = new();
    private readonly Authority _root = Authority.Root();

    [Theory]
    [InlineData("Agent:Tls:KeyFile", "key.pem", "Agent:Tls:CertificateFile")]
    [InlineData("Agent:Tls:ClientTrustFile", "ca.crt", "Agent:Tls:CertificateFile")]
    [InlineData("Agent:Tls:ClientCertificates", "Require", "Agent:Tls:CertificateFile")]
    [InlineData("Agent:Tls:ClientCertificates", "Sometimes", "Agent:Tls:ClientCertificates")]
    [InlineData("Agent:Tls:ClientCertificates", "7", "Agent:Tls:ClientCertificates is 7; it must be one of None, Allow, Require.")]
    [InlineData("Agent:Tls:Protocols", "Ssl3", "Agent:Tls:Protocols")]
    [InlineData("Agent:Tls:Protocols", "-1", "Agent:Tls:Protocols is -1; it must be one of Tls13, Tls12AndTls13.")]
    public void A_setting_that_is_none_or_protects_nothing_is_named(string setting, string value, string message) => Fails(message, (setting, value));

    [Fact]
    public void Client_certificates_and_their_roots_need_each_other()
    {
        WriteGood();

        Fails("set Agent:Tls:ClientTrustFile", [.. Good, ("Agent:Tls:ClientCertificates", "Allow")]);
        Fails("set Agent:Tls:ClientCertificates", [.. Good, ("Agent:Tls:ClientTrustFile", _files.Trust)]);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Fails($"Agent:Tls:CertificateFile: {_files.Certificate}", Good);

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        using var one = _root.Issue(TlsAgent.ServerLeaf);
        using var other = _root.Issue(TlsAgent.ServerLeaf);
        _files.Write(one.ExportCertificatePem(), Mounted.KeyOf(other), "");

        Fails("the key must be the certificate's own", Good);
    }

    [Fact]
    public void A_file_without_certificate_is_refused()
    {
        _files.Write("hello", "world", "");

        Fails("there is no certificate in it", Good);
    }

    [Fact]
    public void Roots_must_be_roots()
    {
        using var intermediate = _root.Intermediate();
        using var certificate = _root.Issue(TlsAgent.ServerLeaf);
        _files.Write(certificate, [], intermediate.Pem);

        Fails("there is no root certificate in it", [.. Good, ("Agent:Tls:ClientTrustFile", _files.Trust), ("Agent:Tls:ClientCertificates", "Require")]);
    }

    [Theory]
    [InlineData("Agent:Security:Schemes:mesh:Allow is empty")]
    [InlineData("Agent:Security:Schemes:mesh:Allow:0 is 'acme'", "Allow:0", "acme")]
    [InlineData("Agent:Security:Schemes:mesh:Source is 'header'; it must be connection or forwarded.", "Allow:0", "spiffe://a/b", "Source", "header")]
    [InlineData("Agent:Security:Schemes:mesh:Source is connection, but clients are not asked for certificates", "Allow:0", "spiffe://a/b")]
    [InlineData("Agent:Security:Schemes:mesh:TrustedProxies is set, but", "Allow:0", "spiffe://a/b", "TrustedProxies:0", "10.0.0.0/8")]
    [InlineData("Agent:Security:Schemes:mesh:TrustedProxies is empty", "Allow:0", "spiffe://a/b", "Source", "forwarded")]
    [InlineData("Agent:Security:Schemes:mesh:TrustedProxies:0 is 'proxy'", "Allow:0", "spiffe://a/b", "Source", "forwarded", "TrustedProxies:0", "proxy")]
    public void A_scheme_that_could_accept_nobody_is_named(string message, params string[] settings) =>
        Fails(message, [("Agent:Security:Schemes:mesh:Type", "mutualTls"), .. settings.Chunk(2).Select(static pair => ($"Agent:Security:Schemes:mesh:{pair[0]}", pair[1]))]);

    public void Dispose()
    {
        _files.Dispose();
        _root.Dispose();
    }

    private (string, string)[] Good => [("Agent:Tls:CertificateFile", _files.Certificate), ("Agent:Tls:KeyFile", _files.Key)];

    private void WriteGood()
    {
        using var certificate = _root.Issue(TlsAgent.ServerLeaf);
        _files.Write(certificate, [], _root.Pem);
    }

    private static void Fails(string message, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton<Script>();

        var wrong = Assert.Throws<AgentConfigurationException>(() => builder.AddAgent<ScriptedAgent>().Build().MapAgent<ScriptedAgent>());

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }
}
