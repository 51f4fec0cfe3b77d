using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>What recurs at a source is no evidence, the same in every store.</summary>
public abstract class StoreFurnitureTests : OnStore
{
    private const string Source = "paper.example";

    private protected StoreFurnitureTests(Place place) : base(place) { }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.7)]
    [InlineData(1)]
    public async Task A_block_that_three_articles_of_a_source_share_ties_nothing_together(double block)
    {
        foreach (var article in Three(block))
            await Handle(article);

        Announced.Last.Select(one => one.Verdict.FamilyId).Distinct().Count().ShouldBe(3);
        Announced.Last.ShouldAllBe(one => one.Verdict.ClusterSize == 1 && one.Verdict.Relation == Relations.Unique);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.7)]
    public async Task Learned_late_it_sets_apart_what_it_had_tied_together(double block)
    {
        var three = Three(block).Select(article => article with { Headline = "Local news" }).ToList();
        await Handle(three[0]);
        await Handle(three[1]);
        Last("tunnel").Verdict.FamilyId.ShouldBe(Last("harbour").Verdict.FamilyId, "the block must be large enough to deceive");
        var before = Announced.Last.ToDictionary(one => one.Article.SubmitterId!, one => one.Verdict.Revision);

        var decided = await Handle(three[2]);

        decided.Select(one => one.Article.SubmitterId).ShouldBe(["moon", "tunnel"], ignoreOrder: true);
        Last("tunnel").Verdict.Revision.ShouldBeGreaterThan(before["tunnel"]);
        Announced.Last.Select(one => one.Verdict.FamilyId).Distinct().Count().ShouldBe(3);
        Announced.Last.ShouldAllBe(one => one.Verdict.ClusterSize == 1 && one.Verdict.Relation == Relations.Unique);
    }

    [Fact]
    public async Task Copies_within_known_furniture_are_found()
    {
        foreach (var article in Three(0.7))
            await Handle(article);

        var copy = (await Handle(Some.Article(Some.Report, "elsewhere", Some.Noon.AddHours(5), source: "other.example")))[0];

        copy.Verdict.CopyClusterId.ShouldBe(Last("harbour").Verdict.CopyClusterId);
        Last("harbour").Verdict.ClusterSize.ShouldBe(2);
    }

    [Fact]
    public async Task Copies_at_one_source_that_are_not_decided_yet_are_no_furniture()
    {
        var copies = Enumerable.Range(1, 3).Select(number => Some.Article(Some.Report, $"copy {number}", source: Source)).ToList();
        using (var abandons = new Worker(new AbandonedStore(Store) { Next = Step.Remembered }))
            await Should.ThrowAsync<AbandonedException>(() => abandons.Handle(copies));

        foreach (var copy in copies)
            await Handle(copy);

        Announced.Last.Select(one => one.Verdict.CopyClusterId).Distinct().ShouldHaveSingleItem();
        (await Ask(session => session.FurnitureSince(0, Token))).Hashes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_superseded_version_makes_no_furniture_of_what_one_other_article_has()
    {
        await Handle(Some.Article($"{Some.Report} {Some.Furniture}", "harbour", source: Source));

        await Handle(Some.Article($"{Some.Report} More ships arrived. {Some.Furniture}", "harbour", source: Source), Some.Article($"{Some.Other} {Some.Furniture}", "tunnel", source: Source));

        (await Ask(session => session.FurnitureSince(0, Token))).Hashes.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_block_at_three_sources_is_no_furniture()
    {
        foreach (var number in Enumerable.Range(1, 3))
            await Handle(Some.Article(Some.Report, $"copy {number}", source: $"paper{number}.example"));

        Announced.Last.Select(one => one.Verdict.CopyClusterId).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Three_copies_at_one_source_are_one_cluster()
    {
        foreach (var edition in new[] { "Morning", "Noon", "Evening", "Night", "Weekend" })
            await Handle(Some.Article($"{Some.Report} {edition} edition.", edition, source: Source));

        Last("Weekend").Verdict.ClusterSize.ShouldBe(5);
        Announced.Last.Select(one => one.Verdict.CopyClusterId).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_very_many_have_in_common_finds_nothing()
    {
        // Beside 200 words of their own, none of them a word of another.
        var random = new Random(3);
        ArticleFetched[] articles = [.. Enumerable.Range(0, 280).Select(number => Some.Article(
            $"{string.Join(' ', Enumerable.Range(0, 200).Select(_ => Some.MadeUpWord(random)))} {Phrase}", $"item {number}"))];
        var few = await Worker.Deduplication.Decide(articles[..20], Token);

        await Worker.Deduplication.Decide(articles[20..270], Token);
        var many = await Worker.Deduplication.Decide(articles[270..], Token);

        few[^1].Candidates.ShouldBeGreaterThan(0);
        many.Select(outcome => outcome.Candidates).ShouldAllBe(count => count == 0);
    }

    [Fact]
    public async Task A_service_that_has_just_started_neither_posts_nor_looks_for_what_finds_too_much()
    {
        var everywhere = Worker.Texts.Read(Some.Article(Some.Report)).Hashes[0];
        await using (var session = await Store.Decide(Token))
        {
            await session.Furnish([new("", everywhere)], Token);
            await session.Commit(Token);
        }

        await Handle(Some.Article(Some.Report));

        (await Ask(session => session.Postings([everywhere], Token))).ShouldBeEmpty();
    }

    private const string Phrase = "it was not clear what would be done about it at the end of the day and nobody who was asked about it would say more than that it was for others to say when";

    private static ArticleFetched[] Three(double block) => [.. new[] { ("harbour", Some.Report), ("tunnel", Some.Other), ("moon", Some.Third) }.Select((pair, hour) =>
        Some.Article($"{pair.Item2}\n\n{Some.FirstWords(Some.Furniture, block)}", pair.Item1, Some.Noon.AddHours(hour), $"About the {pair.Item1}", source: Source))];
}
