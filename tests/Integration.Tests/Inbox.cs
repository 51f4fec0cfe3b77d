using System.Threading.Channels;

namespace IngestPipeline.Integration.Tests;

/// <summary>A queue of the test's own beside the real ones: looking takes nothing away.</summary>
internal sealed class Inbox(string name)
{
    /// <summary>Long enough for a machine that does something else as well; a test that works never waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<Delivered> _arrived = Channel.CreateUnbounded<Delivered>();

    public void Add(Delivered message) => _arrived.Writer.TryWrite(message);

    /// <summary>The next message that is the one; others before it are passed over.</summary>
    public async Task<Delivered> Next(Func<Delivered, bool> isIt) => (await Until(isIt))[^1];

    /// <summary>The next so many messages.</summary>
    public async Task<List<Delivered>> Take(int count)
    {
        var left = count;
        return await Until(_ => --left == 0);
    }

    /// <summary>All messages up to the first that ends the wait, with it.</summary>
    /// <exception cref="TimeoutException">It did not come; says what came.</exception>
    public async Task<List<Delivered>> Until(Func<Delivered, bool> isLast)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var came = new List<Delivered>();
        try
        {
            do
                came.Add(await _arrived.Reader.ReadAsync(deadline.Token));
            while (!isLast(came[^1]));
            return came;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"On {name}, the awaited message did not come within {Patience.TotalSeconds:F0} s. What came:\n{string.Join('\n', came.TakeLast(20))}");
        }
    }

    /// <summary>What has come and was not read yet.</summary>
    public List<Delivered> Rest()
    {
        var rest = new List<Delivered>();
        while (_arrived.Reader.TryRead(out var message))
            rest.Add(message);
        return rest;
    }
}
