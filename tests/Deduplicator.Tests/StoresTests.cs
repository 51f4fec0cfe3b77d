using IngestPipeline.Contracts;
using IngestPipeline.Storage;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>The stores on SQLite; <c>Integration.Tests</c> runs the same services on PostgreSQL.</summary>
public sealed class StoresTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingest-test-");
    private Database _database = null!;
    private ArticleStore _articles = null!;
    private Candidates _candidates = null!;
    private DecisionStore _decisions = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = Database.Sqlite(Path.Combine(_folder.FullName, "test.db"));
        (_articles, _decisions) = (new(_database), new(_database));
        _candidates = new(_articles, new());
        await Schema.Apply(_database, Token);
    }

    public async ValueTask DisposeAsync()
    {
        _candidates.Dispose();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_same_article_again_is_known_and_gets_the_same_verdict()
    {
        var first = await Handle(Some.Article(Some.Report));
        var again = await Handle(Some.Article(Some.Report));

        again.ShouldHaveSingleItem().ShouldBeEquivalentTo(first.Single());
    }

    [Fact]
    public async Task Another_text_under_the_same_identity_is_the_next_version()
    {
        await Handle(Some.Article(Some.Report));

        var updated = (await Handle(Some.Article(Some.Report + " More ships arrived."))).Single();

        updated.Version.ShouldBe(2);
        updated.Verdict.Relation.ShouldBe(Relations.Unique);
        updated.Verdict.ClusterSize.ShouldBe(1);
    }

    [Fact]
    public async Task An_earlier_text_brought_back_is_a_version_of_its_own()
    {
        await Handle(Some.Article(Some.Report, messageId: "a"));
        await Handle(Some.Article(Some.Other, messageId: "b"));

        (await Handle(Some.Article(Some.Report, messageId: "c"))).Single().Version.ShouldBe(3);
    }

    [Fact]
    public async Task A_late_redelivery_of_an_overtaken_version_hands_over_nothing()
    {
        await Handle(Some.Article(Some.Report, messageId: "a"));
        await Handle(Some.Article(Some.Other, messageId: "b"));

        (await Handle(Some.Article(Some.Report, messageId: "a"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_earlier_published_copy_takes_over_and_the_others_are_announced_again()
    {
        await Handle(Some.Article(Some.Report, "late", Some.Noon.AddHours(5)));
        await Handle(Some.Article(Some.Report + " Staff.", "later", Some.Noon.AddHours(6)));

        var decided = await Handle(Some.Article(Some.Report, "early", Some.Noon));

        decided.Count.ShouldBe(3);
        decided.ShouldAllBe(one => one.Verdict.RepresentativeId == IngestPipeline.Text.NameId.Of("test", "early") && one.Verdict.ClusterSize == 3);
        decided.Where(one => one.Article.ArticleId != IngestPipeline.Text.NameId.Of("test", "early")).ShouldAllBe(one => one.Verdict.Revision > 0);
    }

    [Fact]
    public async Task What_was_not_handed_over_is_handed_over_with_the_next_of_its_story()
    {
        await Handle(Some.Article(Some.Report, "one"), handOver: false);

        var decided = await Handle(Some.Article(Some.Report, "two"));

        decided.Select(one => one.Article.ArticleId).ShouldContain(IngestPipeline.Text.NameId.Of("test", "one"));
    }

    [Fact]
    public async Task Copies_that_arrive_at_once_meet()
    {
        using var barrier = new Barrier(8);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            barrier.SignalAndWait(Token);
            await Handle(Some.Article($"{Some.Report} Copy {number} of the text.", $"copy {number}", Some.Noon.AddMinutes(number)));
        }, Token)));

        var last = (await Handle(Some.Article(Some.Report, "last", Some.Noon.AddHours(1)))).Single(one => one.Article.ArticleId == IngestPipeline.Text.NameId.Of("test", "last"));
        last.Verdict.ClusterSize.ShouldBe(9);
        last.Verdict.RepresentativeId.ShouldBe(IngestPipeline.Text.NameId.Of("test", "copy 0"));
    }

    // What the consumer does, without the bus.
    private async Task<IReadOnlyList<Decided>> Handle(ArticleFetched article, bool handOver = true)
    {
        var text = _candidates.Read(article);
        var hashes = ContentHashes.Of(article, text.Words);
        ulong[] postings = [.. Shingles.Sample(text.Grams), .. text.Vector.Strongest(24)];
        var remembered = await _articles.Remember(article, hashes, text.Words.Count, postings, Token);
        var self = _candidates.Keep(remembered.Key, hashes.Text, article, text);
        var findings = remembered.IsDecided ? [] : (await _candidates.Of(remembered.Key, hashes.Text, postings, Token))
            .Select(other => Comparison.Of(self, other)).OfType<Finding>().ToList();
        var decided = await _decisions.Settle(remembered.Key, findings, Token);
        foreach (var one in handOver ? decided : [])
            await _decisions.HandedOver(one, Token);
        return decided;
    }
}
