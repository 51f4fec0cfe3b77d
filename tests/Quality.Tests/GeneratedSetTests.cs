namespace IngestPipeline.Quality.Tests;

public sealed class GeneratedSetTests
{
    private static readonly IReadOnlyList<SourceArticle> Articles = Some.Articles(140);

    [Fact]
    public void One_seed_is_one_set()
    {
        var (one, again, other) = (Of(1), Of(1), Of(2));

        again.Documents.ShouldBe(one.Documents);
        again.Gold.ShouldBe(one.Gold);
        other.Documents.ShouldNotBe(one.Documents);
    }

    [Fact]
    public void Each_original_has_one_derived_document_and_the_classes_are_even()
    {
        var set = Of(1);
        var pairs = set.Gold.Where(pair => pair.Label != GeneratedSet.Stranger).ToList();

        pairs.Count.ShouldBe(set.Documents.Count / 2);
        pairs.SelectMany(pair => new[] { pair.IdA, pair.IdB }).ShouldBeUnique();
        var sizes = pairs.CountBy(pair => pair.Class).Select(pair => pair.Value).ToList();
        sizes.Count.ShouldBe(11);
        (sizes.Max() - sizes.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void The_further_classes_come_on_request() =>
        GeneratedSet.Of(Articles, 1, extra: true).Gold.Select(pair => pair.Class).Distinct().Count(name => name is "correction" or "quote" or "unspaced").ShouldBe(3);

    [Fact]
    public void An_id_tells_neither_class_nor_time_nor_what_belongs_together()
    {
        var set = Of(1);

        set.Documents.Select(document => document.Id).ShouldAllBe(id => id.Length == 6 && id.StartsWith('d'));
        set.Documents.Select(document => document.Id).ShouldNotBe(set.Documents.Select(document => document.Id).Order(StringComparer.Ordinal));
        set.Gold.Count(pair => Math.Abs(Number(pair.IdA) - Number(pair.IdB)) == 1).ShouldBeLessThan(set.Gold.Count / 4);
    }

    [Fact]
    public void The_derived_document_is_five_minutes_to_36_hours_younger()
    {
        var set = Of(1);
        var times = set.Documents.ToDictionary(document => document.Id, document => document.PublishedAt, StringComparer.Ordinal);

        foreach (var pair in set.Gold.Where(pair => pair.Label != GeneratedSet.Stranger))
            (times[pair.IdB] - times[pair.IdA]).ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromHours(36));
    }

    [Theory]
    [InlineData("trunc60", 0.6)]
    [InlineData("trunc30", 0.3)]
    public void A_shortened_text_is_the_beginning_of_its_original(string name, double share)
    {
        foreach (var (original, derived) in Pairs(Of(1), name))
        {
            original.Text.ShouldContain(derived.Text, Case.Sensitive);
            var whole = Articles.Single(article => original.Text.Contains(article.Text, StringComparison.Ordinal)).Words;
            Count(derived.Text).ShouldBe((int)(whole * share));
        }
    }

    [Fact]
    public void A_round_up_holds_half_of_its_item_between_two_strangers()
    {
        foreach (var (original, derived) in Pairs(Of(1), "embedded_in_roundup"))
        {
            derived.Title.ShouldBe("NEWS ROUNDUP");
            var item = Articles.Single(article => original.Text.Contains(article.Text, StringComparison.Ordinal));
            derived.Text.ShouldContain(Edits.First(item.Text, 0.5), Case.Sensitive);
            Articles.Count(article => derived.Text.Contains(article.Text, StringComparison.Ordinal)).ShouldBeInRange(1, 2);
        }
    }

    [Fact]
    public void Strangers_in_the_set_are_named_and_may_all_be_put_there()
    {
        var set = GeneratedSet.Of(Articles, 1, strangers: true);
        var texts = set.Documents.ToDictionary(document => document.Id, document => document.Text, StringComparer.Ordinal);
        var roundups = set.Gold.Count(pair => pair.Label == GeneratedSet.Roundup);

        set.Gold.Count(pair => pair.Label == GeneratedSet.Stranger).ShouldBeInRange((roundups * 2) - 3, roundups * 2);
        foreach (var pair in set.Gold.Where(pair => pair.Label == GeneratedSet.Stranger))
            Articles.ShouldContain(article => texts[pair.IdA].Contains(article.Text, StringComparison.Ordinal) && texts[pair.IdB].Contains(article.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_third_of_the_originals_and_every_wrapped_copy_carries_the_furniture_of_its_site()
    {
        var set = GeneratedSet.Of(Some.Articles(600), 1);
        var originals = Pairs(set, null).Select(pair => pair.Original).ToList();

        (originals.Count(document => document.Source.StartsWith("site", StringComparison.Ordinal)) / (double)originals.Count).ShouldBeInRange(0.27, 0.4);
        Pairs(set, "boilerplate").ShouldAllBe(pair => pair.Derived.Source.StartsWith("site", StringComparison.Ordinal));
        set.Documents.Where(document => document.Source == "site001.example").Select(document => document.Text.Split("\n\n")[0]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Documents_arrive_by_time_at_random_or_round_ups_first()
    {
        var set = Of(1);
        var roundups = set.Gold.Where(pair => pair.Label == GeneratedSet.Roundup).Select(pair => pair.IdB).ToHashSet();

        set.InOrder("time", 1).Select(document => document.PublishedAt).ShouldBeInOrder();
        set.InOrder("random", 1).ShouldBe(set.Documents, ignoreOrder: true);
        set.InOrder("random", 1).ShouldNotBe(set.Documents);
        set.InOrder("roundups-first", 1).Take(roundups.Count).ShouldAllBe(document => roundups.Contains(document.Id));
    }

    [Fact]
    public void Articles_that_are_too_short_are_refused() =>
        Should.Throw<ArgumentException>(() => GeneratedSet.Of([SourceArticle.Of("a", "A", "too short")], 1)).Message.ShouldStartWith("There are no articles of 150 to 800 words");

    private static GeneratedSet Of(int seed) => GeneratedSet.Of(Articles, seed);

    private static int Number(string id) => int.Parse(id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static int Count(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static List<(GeneratedDocument Original, GeneratedDocument Derived)> Pairs(GeneratedSet set, string? name)
    {
        var documents = set.Documents.ToDictionary(document => document.Id, StringComparer.Ordinal);
        return [.. set.Gold.Where(pair => name is null ? pair.Label != GeneratedSet.Stranger : pair.Class == name).Select(pair => (documents[pair.IdA], documents[pair.IdB]))];
    }
}
