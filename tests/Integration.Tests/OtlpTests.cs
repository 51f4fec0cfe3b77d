using System.Net;
using System.Text;
using IngestPipeline.Hosting;
using IngestPipeline.Support;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>What a tracing backend gets, decoded from the wire.</summary>
public sealed class OtlpTests(Servers servers)
{
    private static readonly string[] Services = ["Fetcher", "Deduplicator", "Tagger", "Publisher"];

    [Theory, InlineData("grpc"), InlineData("http/protobuf")]
    public async Task Each_article_is_one_trace_of_four_services_and_a_copy_links_to_its_representative(string protocol)
    {
        await using var receiver = await OtlpReceiver.Start(IPAddress.Loopback);
        var name = $"otlp-{protocol.Replace('/', '-')}";
        var (virtualHost, database) = (await servers.Broker.VirtualHost(name), await servers.Database.Create(name.Replace('-', '_')));
        var environment = Environment(receiver, protocol);
        var services = await Task.WhenAll(Services.Select(service => ServiceProcess.Start(service, virtualHost, database, environment)));
        await using var wire = await Wire.Open(virtualHost);
        var articles = await wire.Listen(Names.Articles, ExchangeType.Topic);

        for (var number = 1; number <= 10; number++)
        {
            await wire.Send(Names.Intake, Encoding.UTF8.GetBytes(Article(number)), new BasicProperties { MessageId = $"{number}", Headers = Sender(number) });
            await articles.Next(message => (string)message.Json["pipeline"]!["intake"]!["messageId"]! == $"{number}");
        }
        // The copy comes when its representative is out.
        await wire.Send(Names.Intake, Encoding.UTF8.GetBytes(Shortened(Article(1))), new BasicProperties { MessageId = "copy", Headers = Sender(11) });
        await articles.Next(message => (string)message.Json["pipeline"]!["intake"]!["messageId"]! == "copy");
        // What a service has not sent yet, it sends when it ends.
        foreach (var service in services)
            await service.DisposeAsync();

        var traces = new OtlpTraces(receiver.Spans);
        for (var number = 1; number <= 11; number++)
            traces.Problems(Trace(number), Parent).ShouldBeEmpty();
        var copy = traces.Of(Trace(11)).Single(span => span.Name == Names.Spans.Deduplicate);
        var representative = traces.Of(Trace(1)).Single(span => span.Name == Names.Spans.Accept);
        copy.Links.ShouldBe([(representative.TraceId, representative.SpanId)]);
        copy.Attributes[Names.Attributes.VerdictRepresentative].ShouldBe(representative.Attributes[Names.Attributes.ArticleId]);
        receiver.Requests.Keys.ShouldContain(path => path.EndsWith(protocol == "grpc" ? "TraceService/Export" : "/v1/traces", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fails_says_why_in_its_senders_trace_and_each_try_is_there()
    {
        await using var receiver = await OtlpReceiver.Start(IPAddress.Loopback);
        var (virtualHost, database) = (await servers.Broker.VirtualHost("otlp-failures"), await servers.Database.Create("otlp_failures"));
        await using var wire = await Wire.Open(virtualHost);
        var (quarantine, parked) = (await wire.Listen(Names.Quarantine), await wire.Listen(Names.ParkShort));
        var fetcher = await ServiceProcess.Start("Fetcher", virtualHost, database, Environment(receiver, "grpc"));

        await wire.Send(Names.Intake, "{}"u8.ToArray(), new BasicProperties { MessageId = "nothing", Headers = Sender(1) });
        await quarantine.Next(_ => true);
        // The database forgets where large texts lie: that may pass.
        await using (var source = Npgsql.NpgsqlDataSource.Create(database))
        await using (var command = source.CreateCommand("alter table bodies rename to elsewhere"))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await wire.Send(Names.Intake, Encoding.UTF8.GetBytes(Some.Long(400_000)), new BasicProperties { MessageId = "large", Headers = Sender(2) });
        await parked.Next(_ => true);
        await fetcher.DisposeAsync();

        var traces = new OtlpTraces(receiver.Spans);
        var refused = traces.Of(Trace(1)).Single(span => span.Name == Names.Spans.Quarantine);
        refused.IsError.ShouldBeTrue();
        refused.Attributes[Names.Attributes.Reason].ShouldContain("none of the fields");
        (refused.Attributes[Names.Attributes.Queue], refused.Attributes[Names.Attributes.Attempts], refused.Attributes["error.type"]).ShouldBe((Names.Intake, "1", "UnusableSubmissionException"));
        var tries = traces.Of(Trace(2)).Where(span => span.Name == Names.Spans.Accept).ToList();
        (tries.Count, tries.All(span => span.IsError && span.ParentId == Parent)).ShouldBe((4, true));
        var waits = traces.Of(Trace(2)).Single(span => span.Name == Names.Spans.Park);
        (waits.Attributes[Names.Attributes.Parking], waits.ParentId).ShouldBe((Names.ParkShort, Parent));
    }

    [Fact]
    public async Task A_signal_that_is_not_asked_for_does_not_leave_and_hops_stay_together_without_traces()
    {
        await using var receiver = await OtlpReceiver.Start(IPAddress.Loopback);
        var (virtualHost, database) = (await servers.Broker.VirtualHost("otlp-signals"), await servers.Database.Create("otlp_signals"));
        await using var wire = await Wire.Open(virtualHost);
        var fetcher = await ServiceProcess.Start("Fetcher", virtualHost, database,
            ("OTEL_TRACES_EXPORTER", "none"),
            ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", $"http://127.0.0.1:{receiver.HttpPort}/v1/metrics"), ("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/protobuf"));
        var fetched = await wire.Listen("IngestPipeline.Contracts:ArticleFetched");

        await wire.Send(Names.Intake, Encoding.UTF8.GetBytes(Article(1)), new BasicProperties { MessageId = "1", Headers = Sender(1) });
        var handedOver = await fetched.Next(_ => true);
        await fetcher.DisposeAsync();

        handedOver.Header("MT-Activity-Id").ShouldNotBeNull().ShouldContain(Trace(1));
        receiver.Requests.Keys.ShouldBe(["/v1/metrics"]);
    }

    private static (string, string)[] Environment(OtlpReceiver receiver, string protocol) =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{(protocol == "grpc" ? receiver.GrpcPort : receiver.HttpPort)}"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
        ("OTEL_METRICS_EXPORTER", "none"),
        ("OTEL_LOGS_EXPORTER", "none"),
    ];

    private const string Parent = "00f067aa0ba902b7";

    private static string Article(int number) => $"Notice {number}\n\n{Some.Words(number, 150)}.";

    private static string Shortened(string article) => string.Join(' ', article.Split(' ')[..^12]);

    private static string Trace(int number) => $"4bf92f3577b34da6a3ce929d0e0e{number:x4}";

    private static Dictionary<string, object?> Sender(int number) => new() { [Names.TraceParent] = $"00-{Trace(number)}-{Parent}-01" };
}
