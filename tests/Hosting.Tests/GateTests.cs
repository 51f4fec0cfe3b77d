namespace IngestPipeline.Hosting.Tests;

public sealed class GateTests : IDisposable
{
    private readonly Gate _gate = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_are_inside_at_once()
    {
        using var first = await _gate.Enter(Token);

        using var second = await _gate.Enter(Token);

        second.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_comes_alone_waits_for_all_and_keeps_out_all()
    {
        var (first, second) = (await _gate.Enter(Token), await _gate.Enter(Token));
        var alone = _gate.EnterAlone(Token);
        var later = _gate.Enter(Token);

        first.Dispose();
        (alone.IsCompleted, later.IsCompleted).ShouldBe((false, false));
        second.Dispose();
        var inside = await alone;
        later.IsCompleted.ShouldBeFalse();
        inside.Dispose();

        (await later).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_alone_lets_the_others_in()
    {
        using var inside = await _gate.Enter(Token);
        using var patience = new CancellationTokenSource();
        var alone = _gate.EnterAlone(patience.Token);

        await patience.CancelAsync();
        await alone.ShouldThrowAsync<OperationCanceledException>();

        (await _gate.Enter(Token)).Dispose();
    }

    [Fact]
    public async Task Leaving_twice_counts_once()
    {
        var (first, second) = (await _gate.Enter(Token), await _gate.Enter(Token));

        first.Dispose();
        first.Dispose();
        var alone = _gate.EnterAlone(Token);

        alone.IsCompleted.ShouldBeFalse();
        second.Dispose();
        (await alone).Dispose();
    }

    public void Dispose() => _gate.Dispose();
}
