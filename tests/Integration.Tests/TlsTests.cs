using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IngestPipeline.Support;
using Npgsql;

namespace IngestPipeline.Integration.Tests;

/// <summary>A service speaks to a broker and a database whose certificate somebody it trusts vouches for, and to no others.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly Servers _servers;
    private readonly X509Certificate2 _authority = Authority();
    private readonly TemporaryFolder _folder = new();

    public TlsTests(Servers servers)
    {
        _servers = servers;
        _folder.Write("authority.pem", _authority.ExportCertificatePem());
    }

    private string AuthorityFile => Path.Combine(_folder.Path, "authority.pem");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_takes_certificates_that_are_vouched_for()
    {
        var (virtualHost, postgres) = (await _servers.Broker.VirtualHost("tls-vouched"), await _servers.Database.Create("tls_vouched"));
        await using var broker = Open(virtualHost.Port, Now.AddDays(1));
        await using var database = Open(new NpgsqlConnectionStringBuilder(postgres).Port, Now.AddDays(1));
        await using var tagger = Launch(Broker(virtualHost, broker), Database(postgres, database));

        (await tagger.IsReady()).ShouldBeTrue(tagger.Log);
        broker.Calls.ShouldBeGreaterThan(0);
        database.Calls.ShouldBeGreaterThan(0);
    }

    [Theory, InlineData("unvouched"), InlineData("expired"), InlineData("wrong-host")]
    public async Task It_ends_over_any_other_broker(string why)
    {
        var (virtualHost, postgres) = (await _servers.Broker.VirtualHost($"tls-{why}"), await _servers.Database.Create($"tls_{why.Replace('-', '_')}"));
        await using var relay = Open(virtualHost.Port, Until(why));
        await using var tagger = Launch(Broker(virtualHost, relay, Host(why)), postgres, isTrusting: why != "unvouched");

        (await tagger.Exit()).ShouldBe(1, tagger.Log);
        tagger.Log.ShouldContain("This service cannot run: the broker refuses it: The remote certificate");
        relay.Calls.ShouldBeLessThan(30);
    }

    [Theory, InlineData("unvouched"), InlineData("expired"), InlineData("wrong-host")]
    public async Task It_ends_over_any_other_database(string why)
    {
        var (virtualHost, postgres) = (await _servers.Broker.VirtualHost($"tls-db-{why}"), await _servers.Database.Create($"tls_db_{why.Replace('-', '_')}"));
        await using var relay = Open(new NpgsqlConnectionStringBuilder(postgres).Port, Until(why));
        await using var tagger = Launch(virtualHost, Database(postgres, relay, Host(why)), isTrusting: why != "unvouched");

        (await tagger.Exit()).ShouldBe(1, tagger.Log);
        tagger.Log.ShouldContain("This service cannot run: its database is not to be trusted: The remote certificate");
        relay.Calls.ShouldBeLessThan(10);
    }

    [Theory, InlineData("unvouched"), InlineData("wrong-host")]
    public async Task A_command_does_not_speak_to_it_either(string why)
    {
        await using var relay = Open(_servers.Broker.AmqpUri.Port, Until(why));
        var start = Run.Start(Repository.Program("Cli", "ingest"), "quarantine", "list", "--rabbitmq", Broker(_servers.Broker.AmqpUri, relay, Host(why)).ToString());
        if (why != "unvouched")
            start.Environment["SSL_CERT_FILE"] = AuthorityFile;

        var run = await Run.ToEnd(start);

        run.ExitCode.ShouldBe(3, run.ToString());
        run.Error.ShouldContain("remote certificate");
    }

    private static DateTimeOffset Until(string why) => why == "expired" ? Now.AddDays(-1) : Now.AddDays(1);

    private static string Host(string why) => why == "wrong-host" ? "127.0.0.1" : "localhost";

    private static Uri Broker(Uri virtualHost, Relay relay, string host = "localhost") => new UriBuilder(virtualHost) { Scheme = "amqps", Host = host, Port = relay.Port }.Uri;

    private static string Database(string postgres, Relay relay, string host = "localhost") =>
        new NpgsqlConnectionStringBuilder(postgres) { Host = host, Port = relay.Port, SslMode = SslMode.VerifyFull, SslNegotiation = SslNegotiation.Direct }.ConnectionString;

    private Relay Open(int port, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, Now.AddDays(-2), until, [1, 2, 3]);
        using var whole = certificate.CopyWithPrivateKey(key);
        var relay = new Relay(port, X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null));
        relay.Open();
        return relay;
    }

    private ServiceProcess Launch(Uri rabbitmq, string postgres, bool isTrusting = true) =>
        ServiceProcess.Launch("Tagger", rabbitmq, postgres, isTrusting ? [("SSL_CERT_FILE", AuthorityFile)] : []);

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=An authority of the test's own", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(-3), Now.AddDays(3));
    }
}
