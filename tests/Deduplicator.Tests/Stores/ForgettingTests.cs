using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>What is dropped by age, and what is left behind by work that was given up.</summary>
public abstract class ForgettingTests : OnStore
{
    private protected ForgettingTests(Place place) : base(place) { }

    [Fact]
    public async Task What_arrived_before_a_week_is_gone_and_what_came_later_stays()
    {
        var old = await Handle(Some.Article(Some.Report, "old"), Some.Article(Some.FirstWords(Some.Report, 0.5), "old cut"));
        Clock.Advance(TimeSpan.FromDays(21));
        var kept = (await Handle(Some.Article(Some.Other, "new", Some.Noon.AddDays(21)))).Single();

        await Store.Forget(Weeks.Of(Clock.GetUtcNow()), Token);

        long[] gone = [.. old.Select(one => one.Key)];
        (await Ask(session => session.Members(gone, Token))).ShouldAllBe(member => member.IsSuperseded && member.Decision == null);
        (await Ask(session => session.Load(gone, Token))).ShouldBeEmpty();
        (await Ask(session => session.Edges(gone, Token))).ShouldBeEmpty();
        (await Ask(session => session.Postings(Worker.Texts.Read(old[0].Article).Hashes, Token))).ShouldAllBe(posting => posting.Key == kept.Key);
        (await Handle(Some.Article(Some.Other, "new", Some.Noon.AddDays(21)))).Single().Verdict.Revision.ShouldBe(kept.Verdict.Revision);
        (await Handle(Some.Article(Some.Other, "copy of new", Some.Noon.AddDays(22))))[0].Verdict.RepresentativeId.ShouldBe(Id("new"));
        var again = (await Handle(Some.Article(Some.Report, "old", messageId: "later"))).Single();
        again.Verdict.ShouldSatisfyAllConditions(verdict => verdict.Relation.ShouldBe(Relations.Unique), verdict => verdict.ClusterSize.ShouldBe(1));
        again.Version.ShouldBe(2);
    }

    [Fact]
    public async Task What_remains_of_a_cluster_goes_on_without_its_centre()
    {
        await Handle(Some.Article(Some.Report, "centre"));
        Clock.Advance(TimeSpan.FromDays(7));
        await Handle(Some.Article(Some.FirstWords(Some.Report, 0.8), "cut"), Some.Article(Some.FirstWords(Some.Report, 0.7), "second cut"));

        await Store.Forget(Weeks.Of(Clock.GetUtcNow()), Token);

        (await Handle(Some.Article(Some.FirstWords(Some.Report, 0.8), "cut"))).ShouldContain(one => one.Article.SubmitterId == "cut");
        await Handle(Some.Article(Some.FirstWords(Some.Report, 0.75), "third cut"));
        Last("third cut").Verdict.CopyClusterId.ShouldBe(Last("cut").Verdict.CopyClusterId);
        Last("second cut").Verdict.CopyClusterId.ShouldBe(Last("cut").Verdict.CopyClusterId);
        Last("cut").Verdict.RepresentativeId.ShouldNotBe(Id("centre"));
    }

    [Fact]
    public async Task A_settlement_that_is_given_up_leaves_nothing_behind()
    {
        var decided = await Handle(Some.Article(Some.Report, "one"), Some.Article(Some.FirstWords(Some.Report, 0.5), "two"), Some.Article(Some.Other, "three"));
        long[] keys = [.. decided.Select(one => one.Key).Distinct()];
        int[] hashes = [.. decided.SelectMany(one => Worker.Texts.Read(one.Article).Hashes)];
        var before = await Everything();

        await using (var session = await Store.Decide(Token))
        {
            var edge = new Edge(keys.Min(), keys.Max(), EdgeKind.Rewrite, 1, 1, 1) { Furniture = 1 };
            await session.Save([new Finding(edge, null)], Token);
            await session.Save([.. keys.Select(key => new Decision(new(key, keys[0], keys[0], keys[0], keys[0], Relations.Copy, 9), null, "", 7, -1, false))], Token);
            await session.Remove([keys[1]], Token);
            await session.Post([(keys[0], [1, 2, 3]), (keys[2], [])], Token);
            await session.Furnish([new("source.example", 4)], Token);
            await session.Reconsider(keys, true, Token);
        }

        (await Everything()).ShouldBe(before);

        Task<string> Everything() => Ask(async session => string.Join('\n', [
            .. (await session.Members(keys, Token)).Select(member => member.ToString()).Order(),
            .. (await session.Edges(keys, Token)).Select(edge => edge.ToString()).Order(),
            .. (await session.Postings([.. hashes.Append(1).Append(2).Append(3).Distinct()], Token)).Select(posting => posting.ToString()).Order(),
            $"{(await session.FurnitureSince(0, Token)).Hashes.Count} furniture",
            $"{string.Join(' ', await session.Reconsiderable(Token))} again"]));
    }

    [Fact]
    public async Task One_decides_at_a_time()
    {
        var first = await Store.Decide(Token);
        var second = Task.Run(() => Store.Decide(Token), Token);
        second.IsCompleted.ShouldBeFalse();

        await first.DisposeAsync();

        await (await second).DisposeAsync();
    }
}
