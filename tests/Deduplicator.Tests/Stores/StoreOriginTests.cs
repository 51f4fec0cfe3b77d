using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>What copies learn from each other about whose text they are, the same in every store.</summary>
public abstract class StoreOriginTests : OnStore
{
    private static readonly Agency Press = Some.Agency("Halyard Press", "dateline:(Halyard Press)", "http://www.wikidata.org/entity/Q1");

    private protected StoreOriginTests(Place place) : base(place) { }

    [Fact]
    public async Task A_late_credited_copy_tells_the_others_and_they_are_announced_again()
    {
        await Handle(Copy("first", 0), Copy("second", 1), Copy("third", 2));
        Last("third").Verdict.Originator.ShouldNotBeNull().Name.ShouldBe("first.example");

        var decided = await Handle(Copy("wire", 3, Press));

        decided.Select(one => one.Article.SubmitterId).ShouldBe(["wire", "first", "second", "third"], ignoreOrder: true);
        decided.ShouldAllBe(one => one.Verdict.ClusterSize == 4 && one.Verdict.RepresentativeId == Id("first"));
        foreach (var one in decided)
        {
            var originator = one.Verdict.Originator.ShouldNotBeNull();
            (originator.Kind, originator.Name, originator.Uri, originator.ArticleId).ShouldBe(("agency", "Halyard Press", "http://www.wikidata.org/entity/Q1", Id("wire")));
            originator.Evidence.ShouldBe(["dateline:(Halyard Press)", "sources:1 of 4"]);
        }
    }

    [Fact]
    public async Task More_of_the_same_evidence_announces_nobody_again_and_is_there_when_it_is_asked_for()
    {
        await Handle(Copy("first", 0, Press), Copy("second", 1));

        var decided = await Handle(Copy("third", 2, Press));

        decided.Single().Verdict.Originator!.Evidence.ShouldBe(["dateline:(Halyard Press)", "sources:2 of 3"]);
        (await Handle(Copy("second", 1))).Single().Verdict.Originator!.Evidence.ShouldBe(["dateline:(Halyard Press)", "sources:2 of 3"]);
    }

    [Fact]
    public async Task An_abridgement_learns_it_and_a_rewrite_does_not()
    {
        var cut = Some.Article(Some.FirstWords(Some.Report, 0.5), "cut", Some.Noon.AddHours(1), source: "cut.example");
        var expanded = Some.Article($"{Some.Report} {Some.FirstWords(Some.Other, 0.3)}", "expanded", Some.Noon.AddHours(2), source: "expanded.example");
        await Handle(Copy("wire", 0, Press), cut, expanded, Some.Article(Some.Other, "apart", Some.Noon, source: "apart.example"));

        Last("cut").Verdict.Originator!.Name.ShouldBe("Halyard Press");
        Last("expanded").Verdict.Originator!.Name.ShouldBe("Halyard Press");
        Last("apart").Verdict.Originator.ShouldBeNull();
    }

    [Fact]
    public async Task What_the_only_credited_copy_said_is_gone_with_its_version()
    {
        await Handle(Copy("first", 0), Copy("second", 0), Copy("wire", 3, Press));

        await Handle(Some.Article(Some.Other, "wire", Some.Noon));

        Last("first").Verdict.ShouldSatisfyAllConditions(verdict => verdict.ClusterSize.ShouldBe(2), verdict => verdict.Originator.ShouldBeNull());
        Last("second").Verdict.Originator.ShouldBeNull();
    }

    [Fact]
    public async Task A_text_brought_back_speaks_as_it_does_now()
    {
        await Handle(Copy("one", 0, messageId: "a"));
        await Handle(Some.Article(Some.Other, "one", messageId: "b"));

        var again = (await Handle(Copy("one", 0, Press, messageId: "c"))).Single();

        (again.Version, again.Verdict.Originator?.Name).ShouldBe((3, "Halyard Press"));
    }

    private static ArticleFetched Copy(string name, int hours, Agency? agency = null, string? messageId = null) =>
        Some.Article(Some.Report, name, Some.Noon.AddHours(hours), messageId: messageId, source: $"{name}.example", agency: agency);
}
