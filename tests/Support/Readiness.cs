namespace IngestPipeline.Support;

/// <summary>Waits for a server by asking it, not by guessing how long it takes.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until the question is answered without an exception.</summary>
    /// <param name="what">The server, for people.</param>
    /// <param name="owned">Stopped when there is no answer; null for a server that somebody else runs.</param>
    /// <param name="ask">Throws as long as the server is not ready.</param>
    /// <param name="token">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">No answer in time; says what the server wrote.</exception>
    public static async Task Wait(string what, IAsyncDisposable? owned, Func<CancellationToken, Task> ask, CancellationToken token)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(token);
        deadline.CancelAfter(Patience);
        try
        {
            await Poll(ask, deadline.Token);
        }
        catch (Exception last)
        {
            var output = owned switch { PrivateServer server => $"\n{server.Output()}", IBrokerServer broker => $"\n{broker.Output()}", PrivateDatabase database => $"\n{database.Output()}", _ => "" };
            if (owned is not null)
                await owned.DisposeAsync();
            token.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"{what} did not answer within {Patience.TotalSeconds:F0} s: {last.Message}{output}", last);
        }
    }

    private static async Task Poll(Func<CancellationToken, Task> ask, CancellationToken token)
    {
        using var pause = new PeriodicTimer(Pause);
        while (true)
        {
            try
            {
                await ask(token);
                return;
            }
            catch (Exception) when (!token.IsCancellationRequested)
            {
                // Whatever a server throws that is still starting: refused, reset, "the database system is starting up".
                await pause.WaitForNextTickAsync(token);
            }
        }
    }
}
