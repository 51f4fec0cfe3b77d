namespace IngestPipeline.Hosting;

/// <summary>Lets any number in side by side, or one alone: who comes alone waits until all others are out, and nobody enters
/// before that one is out again.</summary>
internal sealed class Gate : IDisposable
{
    private readonly SemaphoreSlim _entrance = new(1, 1);
    private readonly Lock _lock = new();
    private TaskCompletionSource? _emptied;
    private int _inside;

    /// <summary>Enters beside others; to be left by disposal.</summary>
    public async Task<IDisposable> Enter(CancellationToken cancellationToken)
    {
        await _entrance.WaitAsync(cancellationToken);
        lock (_lock)
            _inside++;
        _entrance.Release();
        return new Exit(Leave);
    }

    /// <summary>Enters alone; to be left by disposal.</summary>
    public async Task<IDisposable> EnterAlone(CancellationToken cancellationToken)
    {
        await _entrance.WaitAsync(cancellationToken);
        try
        {
            await Emptied().WaitAsync(cancellationToken);
        }
        catch
        {
            _entrance.Release();
            throw;
        }
        return new Exit(() => _entrance.Release());
    }

    public void Dispose() => _entrance.Dispose();

    private Task Emptied()
    {
        lock (_lock)
        {
            if (_inside == 0)
                return Task.CompletedTask;
            _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _emptied.Task;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_inside == 0)
                _emptied?.TrySetResult();
        }
    }

    private sealed class Exit(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
