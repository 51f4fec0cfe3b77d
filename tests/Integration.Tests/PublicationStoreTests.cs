using IngestPipeline.Publisher;
using IngestPipeline.Storage;

namespace IngestPipeline.Integration.Tests;

/// <summary>What the Publisher remembers, the same on both databases.</summary>
public abstract class PublicationStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Article = Some.Id(1);
    private Database _database = null!;
    private PublicationStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Open();
        _store = new PublicationStore(_database);
        // Any number of services starts at once.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Schema.Apply(_database, Token))));
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_redelivery_finds_what_was_decided()
    {
        var first = await Announce(1, 0, Noon);
        var again = await Announce(1, 0, Noon.AddHours(1));
        await HandOver(1, 0);
        var afterwards = await Announce(1, 0, Noon.AddHours(2));

        first.ShouldBe(new Announcement(Announcement.Enriched, Noon));
        again.ShouldBe(first);
        afterwards.ShouldBe(first);
    }

    [Fact]
    public async Task Each_change_has_its_event()
    {
        await Announce(1, 0, Noon);
        await HandOver(1, 0);
        var regrouped = await Announce(1, 1, Noon);
        await HandOver(1, 1);
        var rewritten = await Announce(2, 0, Noon);

        regrouped!.Event.ShouldBe(Announcement.ClusterChanged);
        rewritten!.Event.ShouldBe(Announcement.Updated);
    }

    [Theory, InlineData(1, 0), InlineData(1, 7), InlineData(2, 0)]
    public async Task What_is_overtaken_is_not_announced(int version, int revision)
    {
        await Announce(2, 1, Noon);

        (await Announce(version, revision, Noon)).ShouldBeNull();
    }

    [Fact]
    public async Task An_announcement_that_may_never_have_left_keeps_its_event_to_itself()
    {
        await Announce(1, 0, Noon);

        (await Announce(1, 1, Noon))!.Event.ShouldBe(Announcement.ClusterChanged);
    }

    [Fact]
    public async Task Eight_at_once_announce_the_same()
    {
        var announced = await Task.WhenAll(Enumerable.Range(0, 8).Select(second => Task.Run(() => Announce(1, 0, Noon.AddSeconds(second)))));

        announced.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Eight_revisions_at_once_are_never_two_of_one_event_id()
    {
        var announced = await Task.WhenAll(Enumerable.Range(0, 8).Select(revision => Task.Run(() => Announce(1, revision, Noon))));

        announced.Count(one => one?.Event == Announcement.Enriched).ShouldBe(1);
    }

    private protected abstract Task<Database> Open();

    private Task<Announcement?> Announce(int version, int revision, DateTimeOffset now) => _store.Announce(Article, version, revision, now, Token);

    private Task HandOver(int version, int revision) => _store.HandedOver(Article, version, revision, Noon, Token);
}

public sealed class PublicationStoreOnPostgresTests(Servers servers) : PublicationStoreTests
{
    // Tests of one class run one after another: each finds it empty.
    private protected override async Task<Database> Open() => Database.Postgres(await servers.Database.Create("publications"));
}

public sealed class PublicationStoreOnSqliteTests : PublicationStoreTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingest-test-");

    private protected override Task<Database> Open() => Task.FromResult(Database.Sqlite(Path.Combine(_folder.FullName, "publications.db")));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
