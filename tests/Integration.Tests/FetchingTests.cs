using System.Net;
using System.Text;
using IngestPipeline.Fetcher;
using IngestPipeline.Fetcher.Tests;
using IngestPipeline.Hosting;
using IngestPipeline.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

public sealed class ScheduleOnPostgresTests(Servers servers) : ScheduleTests(async () => Database.Postgres(await servers.Database.Create("schedule")));

/// <summary>Fetching on a real broker and database: what is given up lies in quarantine as if it had never been acknowledged.</summary>
public sealed class FetchingTests(Servers servers)
{
    [Fact]
    public async Task A_page_that_stays_away_goes_to_quarantine_as_it_was_dropped_and_can_be_replayed()
    {
        await using var place = await QuarantinePlace.Make(servers, "fetching-away");
        await using var wire = await Wire.Open(place.Address);
        await using var fetcher = await HostedStage.Start(bus =>
        {
            bus.AddFetcher();
            bus.AddSingleton(Options.Create(new FetcherOptions { Contact = "desk@paper.example", Retries = 1, RetryDelay = TimeSpan.FromMilliseconds(1), HostInterval = TimeSpan.Zero }));
        }, place.Address, await servers.Database.Create("fetching_away"));
        var quarantined = await wire.Listen(Names.Quarantine);
        var body = """{"url": "https://news.invalid/story", "id": "s-1"}"""u8.ToArray();

        await wire.Send(Names.Intake, body, new BasicProperties { MessageId = "page-1", CorrelationId = "c-1", AppId = "desk", ContentType = "application/json", Persistent = true });
        var first = await quarantined.Next(message => message.MessageId == "page-1");
        var replay = await place.Ingest("quarantine", "replay");
        var second = await quarantined.Next(message => message.MessageId == "page-1" && message.Header(Names.ReplayAttemptHeader) == "2");

        first.Body.ToArray().ShouldBe(body);
        (first.Properties.CorrelationId, first.Properties.AppId, first.Properties.ContentType).ShouldBe(("c-1", "desk", "application/json"));
        first.Header(Names.ReasonHeader).ShouldNotBeNull().ShouldContain("No answer from news.invalid");
        first.Header(Names.HistoryHeader).ShouldNotBeNull().ShouldContain("PageUnavailableException");
        replay.ExitCode.ShouldBe(0, replay.ToString());
        second.Header(Names.HistoryHeader).ShouldNotBeNull().Split('\n').Length.ShouldBe(2);
    }
}
