using IngestPipeline.Storage;

namespace IngestPipeline.Publisher.Tests;

public sealed class PublicationStoreTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingest-test-");
    private Database _database = null!;
    private PublicationStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = Database.Sqlite(Path.Combine(_folder.FullName, "test.db"));
        _store = new(_database);
        await Schema.Apply(_database, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_article_is_enriched_then_changed_then_updated()
    {
        (await Publish(1, 0)).ShouldBe(Announcement.Enriched);
        (await Publish(1, 1)).ShouldBe(Announcement.ClusterChanged);
        (await Publish(2, 0)).ShouldBe(Announcement.Updated);
        (await Publish(2, 1)).ShouldBe(Announcement.ClusterChanged);
    }

    [Fact]
    public async Task A_redelivery_announces_the_same_at_the_same_time()
    {
        var first = await _store.Announce(Some.Article, 1, 0, Some.Noon, Token);

        (await _store.Announce(Some.Article, 1, 0, Some.Noon.AddHours(1), Token)).ShouldBe(first);
    }

    [Fact]
    public async Task What_was_overtaken_is_not_announced_after_what_overtook_it()
    {
        await Publish(1, 2);

        (await _store.Announce(Some.Article, 1, 1, Some.Noon, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task An_announcement_that_may_never_have_left_keeps_its_event_to_itself()
    {
        await _store.Announce(Some.Article, 1, 0, Some.Noon, Token);

        (await Publish(1, 1)).ShouldBe(Announcement.ClusterChanged);
    }

    private async Task<string> Publish(int version, int revision)
    {
        var announcement = await _store.Announce(Some.Article, version, revision, Some.Noon, Token);
        await _store.HandedOver(Some.Article, version, revision, Some.Noon, Token);
        return announcement!.Event;
    }
}
