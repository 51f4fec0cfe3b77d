using System.Text;
using IngestPipeline.Contracts;
using IngestPipeline.Deduplicator;
using IngestPipeline.Hosting;

namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>What must hold of a world at rest, whatever happened before.</summary>
internal static class Oracle
{
    /// <returns>What does not hold, in words; empty when all does.</returns>
    public static async Task<IReadOnlyList<string>> Broken(World world)
    {
        var (stored, submitted) = (await Stored(world), world.Submitted);
        var (rows, versions) = (world.Query<long>("select count(*) from articles").Single(), submitted.Distinct().Count());
        return
        [
            .. rows == versions ? Array.Empty<string>() : [$"{rows} article versions are stored, {versions} were submitted"],
            .. submitted.Select(report => report.Name).Distinct().Except(stored.Select(one => one.Article.SubmitterId)).Select(name => $"{name} has no verdict"),
            .. Unlike("is published last", Published(world), "stored", stored.Select(Says)),
            .. Contradictions(world.Broker.Sent),
            .. Unlike("are grouped", Groups(stored), "would be without faults", Groups(await WithoutFaults(world))),
        ];
    }

    private static IEnumerable<string> Unlike(string what, IEnumerable<string> these, string other, IEnumerable<string> those)
    {
        var (one, two) = (these.Order(StringComparer.Ordinal).ToList(), those.Order(StringComparer.Ordinal).ToList());
        return one.SequenceEqual(two) ? [] : [$"{what}: [{string.Join(" | ", one)}], {other}: [{string.Join(" | ", two)}]"];
    }

    private static IEnumerable<string> Published(World world) => world.Broker.Sent.Where(sent => sent.Kind == nameof(PublishedArticle))
        .Select(sent => IngestPipeline.Consoles.Published.Read(Encoding.UTF8.GetBytes(sent.Body)))
        .GroupBy(message => message.Uri).Select(messages => messages.Last())
        .Select(message => $"{message.Name} {message.State} {message.Relation} {message.Cluster} {message.Family} {message.Story}");

    private static string Says(Decided decided)
    {
        var verdict = decided.Verdict;
        return $"{decided.Article.SubmitterId} {(decided.Version, verdict.Revision)} {verdict.Relation} {verdict.CopyClusterId} {verdict.FamilyId} {verdict.StoryId}";
    }

    // Of one thing under two ids a receiver sees two, and of two under one id one.
    private static IEnumerable<string> Contradictions(IReadOnlyList<Sent> sent)
    {
        var read = sent.Select(message => (message.Kind, message.Id, Content: Content.Of(message))).ToList();
        return read.GroupBy(one => (one.Kind, one.Content.Event)).Where(group => group.Select(one => one.Id).Distinct().Count() > 1)
                .Select(group => $"{group.Key} has several ids")
            .Concat(read.GroupBy(one => (one.Kind, one.Id)).Where(group => group.Select(one => one.Content).Distinct().Count() > 1)
                .Select(group => $"{group.Key} says first {group.First().Content}, then {group.First(one => one.Content != group.First().Content).Content}"));
    }

    private static async Task<IReadOnlyList<Decided>> Stored(World world)
    {
        await using var session = await new SqlStore(world.Database, world.Clock).Read(CancellationToken.None);
        return await Read(session, world.Query<long>("select key from articles"));
    }

    // The same articles in the order in which they were stored, each by itself.
    private static async Task<IReadOnlyList<Decided>> WithoutFaults(World world)
    {
        IReadOnlyList<Stored> articles;
        await using (var session = await new SqlStore(world.Database, world.Clock).Read(CancellationToken.None))
            articles = await session.Load(world.Query<long>("select key from articles"), CancellationToken.None);

        using var store = new MemoryStore(world.Clock);
        var book = new FurnitureBook();
        using var texts = new Texts(Process.Frequencies, book);
        var deduplication = new Deduplication(store, texts, book, new Search(texts), new TermCounter(Process.Frequencies, null));
        foreach (var article in articles.OrderBy(one => one.Key))
            await deduplication.Decide([article.Article], CancellationToken.None);
        return await Read(await store.Read(CancellationToken.None), [.. articles.Select(one => one.Key)]);
    }

    private static async Task<IReadOnlyList<Decided>> Read(IStoreSession session, IReadOnlyList<long> keys)
    {
        using var texts = new Texts(Process.Frequencies, new());
        return await Verdicts.Read(session, texts, keys, new Dictionary<long, ArticleFetched>(), CancellationToken.None);
    }

    // 0: copy clusters, 1: families, 2: stories.
    private static IEnumerable<string> Groups(IReadOnlyList<Decided> decided) => new Func<Verdict, string>[] { one => one.CopyClusterId, one => one.FamilyId, one => one.StoryId }
        .SelectMany((group, kind) => decided.GroupBy(one => group(one.Verdict), one => one.Article.SubmitterId!).Select(names => $"{kind}: {string.Join(", ", names.Order(StringComparer.Ordinal))}"));
}
