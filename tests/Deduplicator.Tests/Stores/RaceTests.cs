using System.Globalization;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>
/// All copies of a story released at once to eight workers, each a process of its own over one store; in half of the
/// races some abandon their work between the steps, and the article is delivered again. Races on one store do not meet:
/// no two have a phrase in common. <c>make races</c> runs fifty times as many.
/// </summary>
public abstract class RaceTests : OnStore
{
    private const int Workers = 8;

    private protected RaceTests(Place place) : base(place) { }

    /// <summary>How many races there are: of 200 in all this store's share.</summary>
    private protected abstract int Share { get; }

    [Fact]
    public async Task Copies_that_arrive_at_once_make_one_cluster_whatever_is_abandoned()
    {
        var times = int.Parse(Environment.GetEnvironmentVariable("INGEST_RACES") ?? "1", CultureInfo.InvariantCulture);
        var stores = Enumerable.Range(0, Workers).Select(_ => new AbandonedStore(Store)).ToList();
        var workers = stores.ConvertAll(store => new Worker(store, Announced));
        var (races, abandoned) = (0, 0);

        for (var seed = 0; seed < Share * times; seed++)
        {
            var race = new Race(seed);
            abandoned += await Run(race, workers, stores);
            await Check(race);
            races++;
        }

        workers.ForEach(worker => worker.Dispose());
        abandoned.ShouldBeGreaterThan(races / 3);
        await Console.Error.WriteLineAsync($"{GetType().Name}: {races} races, work abandoned {abandoned} times");
    }

    private static async Task<int> Run(Race race, List<Worker> workers, List<AbandonedStore> stores)
    {
        var abandoned = 0;
        using var barrier = new Barrier(Workers);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(number => Task.Factory.StartNew(async () =>
        {
            barrier.SignalAndWait(Token);
            foreach (var article in race.Articles.Where((_, at) => at % Workers == number))
            {
                stores[number].Next = race.Abandons(article);
                while (!await IsThrough(article))
                    Interlocked.Increment(ref abandoned);
            }

            async Task<bool> IsThrough(ArticleFetched article)
            {
                try
                {
                    await workers[number].Handle(article);
                    stores[number].Next = Step.Never;
                    return true;
                }
                catch (AbandonedException)
                {
                    return false;
                }
            }
        }, Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        return abandoned;
    }

    private async Task Check(Race race)
    {
        var last = Announced.Of(race.Articles);
        using var texts = new Texts(new(), new());
        var stored = await Ask(session => Verdicts.Read(session, texts, [.. last.Select(one => one.Key)], new Dictionary<long, ArticleFetched>(), Token));

        var (alone, what) = (await race.ByOneWorker(), $"race {race.Seed}");
        Deduplicator.Tests.Announced.Groups(stored, verdict => verdict.CopyClusterId).ShouldBe(Deduplicator.Tests.Announced.Groups(alone, verdict => verdict.CopyClusterId), what);
        Deduplicator.Tests.Announced.Groups(stored, verdict => verdict.FamilyId).ShouldBe(Deduplicator.Tests.Announced.Groups(alone, verdict => verdict.FamilyId), what);
        Deduplicator.Tests.Announced.Groups(stored, verdict => verdict.CopyClusterId).ShouldBe([string.Join(' ', race.Articles.Select(article => article.SubmitterId).Order(StringComparer.Ordinal))], what);
        stored.ShouldAllBe(one => Deduplicator.Tests.Announced.Origin(one.Verdict) == "agency Halyard Press", what);
        Says(last).ShouldBe(Says(stored), what);
        Announced.Contradictions.ShouldBeEmpty(what);

        static IEnumerable<string> Says(IEnumerable<Decided> decided) => decided.Select(Deduplicator.Tests.Announced.Says).Order(StringComparer.Ordinal);
    }
}
