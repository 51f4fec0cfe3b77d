using System.Text.Json;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>What is decided of versions, copies and round-ups, the same in every store.</summary>
public abstract class StoreTests : OnStore
{
    private protected StoreTests(Place place) : base(place) { }

    [Fact]
    public async Task Redelivery_gives_the_same_answer()
    {
        var first = (await Handle(Some.Article(Some.Report))).Single();
        var again = (await Handle(Some.Article(Some.Report))).Single();
        await Handle(Some.Article(Some.Report, "copy"));
        var changed = Last("one");

        Json(again).ShouldBe(Json(first));
        changed.Verdict.Revision.ShouldBe(1);
        Json((await Handle(Some.Article(Some.Report))).Single()).ShouldBe(Json(changed));

        static string Json(Decided decided) => JsonSerializer.Serialize(decided);
    }

    [Fact]
    public async Task What_the_Fetcher_hands_over_again_is_published_as_it_was_first_seen()
    {
        var article = Some.Article(Some.Report);
        await Handle(article);

        var again = (await Handle(article with { Times = article.Times with { FirstSeenAt = article.Times.FirstSeenAt.AddHours(1) } })).Single();

        again.Article.Times.FirstSeenAt.ShouldBe(article.Times.FirstSeenAt);
    }

    [Fact]
    public async Task Another_text_under_the_same_identity_is_the_next_version()
    {
        await Handle(Some.Article(Some.Report));

        var updated = (await Handle(Some.Article(Some.Report + " More ships arrived."))).Single();

        (updated.Version, updated.Verdict.Relation, updated.Verdict.ClusterSize).ShouldBe((2, Relations.Unique, 1));
    }

    [Fact]
    public async Task Two_versions_in_one_batch_come_one_after_the_other()
    {
        var decided = await Handle(Some.Article(Some.Report, messageId: "a"), Some.Article(Some.Other, "other"), Some.Article(Some.Report + " More ships arrived.", messageId: "b"));

        decided.Where(one => one.Article.SubmitterId == "one").Max(one => one.Version).ShouldBe(2);
        Last("one").Verdict.ClusterSize.ShouldBe(1);
    }

    [Fact]
    public async Task An_earlier_text_brought_back_is_a_version_of_its_own()
    {
        await Handle(Some.Article(Some.Report, messageId: "a"));
        await Handle(Some.Article(Some.Other, messageId: "b"));
        await Handle(Some.Article(Some.Report, "copy"));

        (await Handle(Some.Article(Some.Report, messageId: "c")))[0].Version.ShouldBe(3);

        Last("one").Verdict.CopyClusterId.ShouldBe(Last("copy").Verdict.CopyClusterId);
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

        decided.Select(one => one.Article.SubmitterId).ShouldBe(["early", "late", "later"], ignoreOrder: true);
        decided.ShouldAllBe(one => one.Verdict.RepresentativeId == Id("early") && one.Verdict.ClusterSize == 3);
        decided.Where(one => one.Article.SubmitterId != "early").ShouldAllBe(one => one.Verdict.Revision > 0);
    }

    [Fact]
    public async Task A_longer_text_becomes_the_centre_and_the_earliest_goes_on_to_represent()
    {
        var first = (await Handle(Some.Article(Some.Report, "first", Some.Noon))).Single();
        await Handle(Some.Article(Some.FirstWords(Some.Report, 0.5), "cut", Some.Noon.AddHours(1)));

        var longer = (await Handle(Some.Article($"{Some.Report} {Some.FirstWords(Some.Other, 0.6)}", "longer", Some.Noon.AddHours(2))))[0];

        var members = await Ask(session => session.Clusters([longer.Key], Token));
        members.Count.ShouldBe(3);
        members.ShouldAllBe(member => member.Decision!.Groups.Representative == first.Key);
        (longer.Verdict.Relation, longer.Verdict.RepresentativeId).ShouldBe((Relations.Expanded, Id("first")));
    }

    [Fact]
    public async Task A_superseded_version_leaves_its_cluster_and_sets_the_others_free()
    {
        await Handle(Some.Article(Some.Report, "one", Some.Noon), Some.Article(Some.Report + " Staff.", "two", Some.Noon.AddHours(1)), Some.Article(Some.Report, "three", Some.Noon.AddHours(2)));

        var decided = await Handle(Some.Article(Some.Other, "one", Some.Noon));
        decided.Select(one => one.Article.SubmitterId).ShouldBe(["one", "two", "three"], ignoreOrder: true);
        decided.Where(one => one.Article.SubmitterId != "one").ShouldAllBe(one => one.Verdict.RepresentativeId == Id("two") && one.Verdict.ClusterSize == 2);

        (await Handle(Some.Article(Some.Other, "two", Some.Noon))).Select(one => one.Article.SubmitterId).ShouldContain("three");
        (Last("three").Verdict.Relation, Last("three").Verdict.ClusterSize).ShouldBe((Relations.Unique, 1));
        // Free again, it is found by all it has.
        (await Handle(Some.Article(Some.FirstWords(Some.Report, 0.5), "four", Some.Noon.AddHours(3))))[0].Verdict.RepresentativeId.ShouldBe(Id("three"));
    }

    [Fact]
    public async Task A_copy_is_found_by_what_it_has_more_than_its_centre()
    {
        var own = Some.FirstWords(Some.Third, 0.9);
        var centre = (await Handle(Some.Article($"{Some.Report} {Some.FirstWords(Some.Other, 0.5)}", "centre", Some.Noon))).Single();
        var copy = (await Handle(Some.Article($"{Some.FirstWords(Some.Report, 0.8)} {own}", "copy", Some.Noon.AddHours(1))))[0];
        var (ofCentre, ofCopy) = (Worker.Texts.Read(centre.Article).Hashes, Worker.Texts.Read(copy.Article).Hashes);

        copy.Verdict.RepresentativeId.ShouldBe(Id("centre"));
        (await Ask(session => session.Postings(ofCentre, Token))).ShouldAllBe(posting => posting.Key == centre.Key);
        (await Ask(session => session.Postings([.. ofCopy.Except(ofCentre)], Token))).ShouldAllBe(posting => posting.Key == copy.Key);
        (await Ask(session => session.Postings([.. ofCopy.Except(ofCentre)], Token))).Count.ShouldBe(ofCopy.Except(ofCentre).Count());

        var other = (await Handle(Some.Article(own, "other", Some.Noon.AddHours(2))))[0];
        other.Verdict.FamilyId.ShouldBe(copy.Verdict.FamilyId);
        other.Verdict.RelatedTo.Select(related => related.ArticleId).ShouldContain(Id("copy"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_round_up_stands_alone_and_says_so(int arrives)
    {
        List<ArticleFetched> articles = [Some.Article(Some.Report, "harbour", Some.Noon, "Tanker freed"), Some.Article(Some.Third, "moon", Some.Noon.AddHours(1), "Ice on a moon")];
        articles.Insert(arrives, Some.Article($"{Some.Other}\n\n{Some.Report}\n\n{Some.Third}", "brief", Some.Noon.AddHours(2), "News in brief"));

        foreach (var article in articles)
            await Handle(article);

        Last("brief").Verdict.Relation.ShouldBe(Relations.Composite);
        Last("brief").Verdict.RelatedTo.Select(related => related.ArticleId).ShouldBe([Id("harbour"), Id("moon")], ignoreOrder: true);
        Announced.Last.ShouldAllBe(one => one.Verdict.ClusterSize == 1 && one.Verdict.RepresentativeId == one.Article.ArticleId);
        Announced.Last.Select(one => one.Verdict.FamilyId).Distinct().Count().ShouldBe(3);
    }
}
