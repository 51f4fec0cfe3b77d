using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>What arrives side by side is decided together, and what fails fails alone.</summary>
public abstract class BatchesTests : OnStore
{
    // PostgreSQL takes no NUL in a text, and an AMQP message id may hold one.
    private const string Refused = "refused \0";

    private protected BatchesTests(Place place) : base(place) { }

    /// <summary>Whether the store itself refuses the bad article.</summary>
    private protected virtual bool Refuses => false;

    [Fact]
    public async Task One_bad_article_fails_alone_and_its_neighbours_get_their_verdicts()
    {
        using var worker = new Worker(Refuses ? Store : new RefusingStore(Store));
        using var batches = new Batches(worker.Deduplication, Store);
        var articles = Enumerable.Range(0, 9).Select(number => Some.Article($"{Some.Report} {Some.FirstWords(Some.Other, number / 20.0)}", $"copy {number}",
            Some.Noon.AddMinutes(number), messageId: number == 4 ? Refused : $"message {number}")).ToList();

        // All wait before any is taken, so that they are one batch.
        var waiting = articles.ConvertAll(article => batches.Decide(article, Token));
        await batches.StartAsync(Token);
        var (bad, good) = (waiting[4], waiting.Where((_, at) => at != 4).ToList());
        var outcomes = await Task.WhenAll(good);

        await bad.ShouldThrowAsync<Exception>();
        var last = new Announced();
        foreach (var outcome in outcomes)
        {
            last.Add(outcome.Own.ShouldNotBeNull());
            foreach (var other in outcome.Others)
                last.Add(other);
        }
        Deduplicator.Tests.Announced.Groups(last.Last, verdict => verdict.CopyClusterId)
            .ShouldBe([string.Join(' ', articles.Where((_, at) => at != 4).Select(article => article.SubmitterId))]);
        await batches.StopAsync(Token);
    }

    [Fact]
    public async Task What_was_handed_over_is_noted_and_what_was_not_comes_again()
    {
        using var batches = new Batches(Worker.Deduplication, Store);
        await batches.StartAsync(Token);
        var first = await batches.Decide(Some.Article(Some.Report, "one"), Token);
        batches.HandedOver([first.Own!]);
        var copy = Some.Article(Some.Report, "two");
        var changed = (await batches.Decide(copy, Token)).Others.ShouldHaveSingleItem();

        // Nothing was handed over of the second: it is delivered again.
        var again = await batches.Decide(copy, Token);
        batches.HandedOver([again.Own!, .. again.Others]);
        var afterwards = await batches.Decide(copy, Token);
        await batches.StopAsync(Token);

        Deduplicator.Tests.Announced.Says(again.Others.ShouldHaveSingleItem()).ShouldBe(Deduplicator.Tests.Announced.Says(changed));
        afterwards.Others.ShouldBeEmpty();
        (await Ask(session => session.Members([first.Own!.Key, again.Own!.Key], Token))).ShouldAllBe(member => !member.Decision!.IsPending);
    }

    // Refuses, in every store, what PostgreSQL refuses.
    private sealed class RefusingStore(IStore store) : IStore
    {
        public Task<IReadOnlyList<Remembered>> Remember(IReadOnlyList<Entry> entries, CancellationToken cancellationToken) =>
            entries.Any(entry => entry.Article.Intake.MessageId == Refused) ? throw new InvalidOperationException("Refused.")
                : store.Remember(entries, cancellationToken);

        public Task<IStoreSession> Read(CancellationToken cancellationToken) => store.Read(cancellationToken);

        public Task<IStoreSession> Decide(CancellationToken cancellationToken) => store.Decide(cancellationToken);

        public Task HandedOver(IReadOnlyList<Decided> decided, CancellationToken cancellationToken) => store.HandedOver(decided, cancellationToken);

        public Task Forget(int beforeWeek, CancellationToken cancellationToken) => store.Forget(beforeWeek, cancellationToken);
    }
}
