using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>The order of arrival does not change the outcome.</summary>
public sealed class OrderTests
{
    private const int Orders = 20;

    public static TheoryData<string, int> Ways => new(from place in new[] { "memory", "sqlite" } from batch in new[] { 1, 7, 64 } select (place, batch));

    [Theory, MemberData(nameof(Ways))]
    public async Task In_any_order_all_articles_make_the_same_clusters_and_families_of_the_same_origin(string place, int batch)
    {
        var expected = await Groups(Corpus.WithFurniture, "memory", 1);

        for (var seed = 0; seed < Orders; seed++)
            (await Groups(Shuffled(Corpus.WithFurniture, seed), place, batch)).ShouldBe(expected, $"order {seed}");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Without_furniture_they_are_those_of_comparing_all_with_all(string place, int batch)
    {
        var expected = AllWithAll(Corpus.WithoutFurniture);

        for (var seed = 0; seed < Orders / 4; seed++)
            (await Groups(Shuffled(Corpus.WithoutFurniture, seed), place, batch)).ShouldBe(expected, $"order {seed}");
    }

    [Fact]
    public async Task All_kinds_of_relation_are_among_them()
    {
        var announced = new Announced();
        await Groups(Corpus.WithFurniture, "memory", 7, announced);

        announced.Last.Select(one => one.Verdict.Relation).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe([Relations.Abridged, Relations.Composite, Relations.Copy, Relations.Expanded, Relations.Revision, Relations.Rewrite, Relations.Unique]);
        announced.Last.Count.ShouldBeInRange(115, 130);
        announced.Last.Select(one => Announced.Origin(one.Verdict).Split(' ')[0]).Distinct().ShouldBe(["agency", "publisher", "nobody"], ignoreOrder: true);
    }

    private static async Task<string> Groups(IReadOnlyList<ArticleFetched> articles, string place, int batch, Announced? announced = null)
    {
        await using Place at = place == "memory" ? new MemoryPlace() : new SqlitePlace();
        announced ??= new();
        var store = await at.Open();
        using var worker = new Worker(store, announced);
        foreach (var chunk in articles.Chunk(batch))
            await worker.Handle(chunk);
        announced.Contradictions.ShouldBeEmpty();
        return Said(announced.Last.Select(one => (one.Article.SubmitterId!, one.Verdict.CopyClusterId, one.Verdict.FamilyId, Announced.Origin(one.Verdict))));
    }

    private static string AllWithAll(IReadOnlyList<ArticleFetched> articles)
    {
        using var texts = new Texts(new(), new());
        var read = articles.Select((article, key) => texts.Keep(key + 1, texts.Read(article))).ToList();
        var edges = read.SelectMany((one, at) => read.Skip(at + 1).Select(other => Comparison.Of(one.Candidate, other.Candidate).Edge)).Where(edge => edge.Kind != EdgeKind.None).ToList();
        return Said(Deduplicator.Groups.Of([.. read.Select(one => one.Node)], edges).GroupBy(group => group.Representative).SelectMany(cluster =>
        {
            var origin = Origin.Of([.. cluster.Select(group => Member(read[(int)group.Key - 1].Node, articles[(int)group.Key - 1]))]);
            return cluster.Select(group => (articles[(int)group.Key - 1].SubmitterId!, $"{group.Representative}", $"{group.Family}", origin is null ? "nobody" : $"{origin.Kind} {origin.Name}"));
        }));
    }

    private static Member Member(Node node, ArticleFetched article) => new()
    {
        Key = node.Key,
        ArticleId = node.ArticleId,
        Words = node.Words,
        PublishedAt = node.PublishedAt,
        PublishedPrecision = article.Times.PublishedPrecision,
        Source = article.Source,
        Agency = article.Agency,
    };

    // One line a group of more than one, the names in order: clusters, then families; then all that are of one origin.
    private static string Said(IEnumerable<(string Name, string Cluster, string Family, string Origin)> articles)
    {
        var all = articles.ToList();
        return $"{Lines(one => one.Cluster)}\n\n{Lines(one => one.Family)}\n\n{Lines(one => one.Origin)}";

        string Lines(Func<(string Name, string Cluster, string Family, string Origin), string> group) => string.Join('\n', all.GroupBy(group, one => one.Name).Where(names => names.Count() > 1)
            .Select(names => string.Join(", ", names.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
    }

    private static ArticleFetched[] Shuffled(IReadOnlyList<ArticleFetched> articles, int seed)
    {
        ArticleFetched[] shuffled = [.. articles];
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
