using IngestPipeline.Support;
using Npgsql;

namespace IngestPipeline.Hosting.Tests;

public sealed class PasswordFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("development-only\n"), InlineData("  development-only  "), InlineData("development-only")]
    public void An_address_with_a_user_alone_gets_the_password_of_the_file(string content)
    {
        var file = Write(content);

        PasswordFile.Complete(new Uri("amqps://tagger@broker.example:5671/news"), file).ShouldBe(new Uri("amqps://tagger:development-only@broker.example:5671/news"));
        new NpgsqlConnectionStringBuilder(PasswordFile.Complete("Host=db.example;Username=tagger", file)).Password.ShouldBe("development-only");
    }

    [Fact]
    public void Every_character_of_it_arrives()
    {
        const string password = "p:@/?#% ü'\";=x";

        var (address, connection) = (PasswordFile.Complete(new Uri("amqp://tagger@broker.example/news"), Write(password)), PasswordFile.Complete("Host=db.example;Username=tagger", Write(password)));

        new RabbitMQ.Client.ConnectionFactory { Uri = address }.Password.ShouldBe(password);
        address.Host.ShouldBe("broker.example");
        new NpgsqlConnectionStringBuilder(connection).Password.ShouldBe(password);
    }

    [Fact]
    public void An_address_that_has_one_or_no_user_stays_as_it_is()
    {
        var file = Write("another");

        foreach (var address in new[] { "amqp://tagger:own@broker.example/news", "amqp://broker.example/news" })
        {
            PasswordFile.Complete(new Uri(address), file).ShouldBe(new Uri(address));
            PasswordFile.Complete(new Uri(address), null).ShouldBe(new Uri(address));
        }
        PasswordFile.Complete("Host=db.example;Password=own", file).ShouldBe("Host=db.example;Password=own");
        PasswordFile.Complete("Host=db.example", null).ShouldBe("Host=db.example");
    }

    [Fact]
    public void A_file_that_is_missing_or_empty_is_said_by_its_setting_and_no_password_with_it()
    {
        var address = new Uri("amqp://tagger@broker.example/news");

        Should.Throw<InvalidOperationException>(() => PasswordFile.Complete(address, Path.Combine(_folder.Path, "none"))).Message.ShouldStartWith("RABBITMQ_PASSWORD_FILE names a file that cannot be read");
        Should.Throw<InvalidOperationException>(() => PasswordFile.Complete(address, Write("\n"))).Message.ShouldStartWith("RABBITMQ_PASSWORD_FILE names a file without a password");
        Should.Throw<InvalidOperationException>(() => PasswordFile.Complete("Host=db.example", Write(""))).Message.ShouldStartWith("POSTGRES_PASSWORD_FILE names a file without a password");
    }

    private string Write(string content)
    {
        _folder.Write("password", content);
        return Path.Combine(_folder.Path, "password");
    }
}
