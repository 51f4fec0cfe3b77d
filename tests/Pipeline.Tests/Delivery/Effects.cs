namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>The process is no more.</summary>
internal sealed class DiedException() : Exception("The process died.");

/// <summary>All that a process does to the world outside it goes through here one by one, so that any one of them can go wrong.</summary>
internal sealed class Effects
{
    private Fault? _fault;

    public bool IsDead { get; private set; }

    public int Count { get; private set; }

    /// <summary>Counts anew.</summary>
    public void Begin(Fault? fault) => (Count, _fault) = (0, fault);

    /// <summary>Nothing comes from the dead.</summary>
    public void Live()
    {
        if (IsDead)
            throw new DiedException();
    }

    /// <summary>Brings about one effect, or what goes wrong with it.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="failure">What the code sees when it fails or its answer is lost.</param>
    public T Do<T>(Func<T> effect, Func<Exception> failure)
    {
        Live();
        var fault = Count++ == _fault?.At ? _fault : null;
        if (fault is { After: false })
            throw Error(fault, failure);
        var result = effect();
        return fault is null ? result : throw Error(fault, failure);
    }

    private Exception Error(Fault fault, Func<Exception> failure)
    {
        IsDead = fault.Kills;
        return fault.Kills ? new DiedException() : failure();
    }
}
