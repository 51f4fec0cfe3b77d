namespace IngestPipeline.Faults;

/// <summary>One row of the fault matrix: a fault, the load that it meets, and what has to hold besides the oracle.</summary>
/// <param name="Number">As the matrix numbers it.</param>
/// <param name="Fault">What is done, for people.</param>
/// <param name="Act">Does it while the load comes; returns when the fault is over.</param>
internal sealed record Row(string Number, string Fault, Func<Trial, Task> Act)
{
    /// <summary>Articles sent meanwhile.</summary>
    public int Articles { get; init; } = 2500;

    /// <summary>How many a second at most.</summary>
    public int Rate { get; init; } = 150;

    /// <summary>How many seeds it is run with.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Whether the services reach the broker through the relay.</summary>
    public bool IsRelayed { get; init; }

    /// <summary>Whether services may end by themselves: the row is about that.</summary>
    public bool MayExit { get; init; }

    /// <summary>How many submissions have to lie in quarantine; null for any number.</summary>
    public int? Quarantined { get; init; } = 0;

    /// <summary>Most duplicates on the exchange; null for any number.</summary>
    public int? Duplicates { get; init; }

    /// <summary>Variables for the services, on top of the usual ones.</summary>
    public Func<Trial, IEnumerable<(string Service, string Name, string Value)>> Environment { get; init; } = _ => [];

    /// <summary>Brings broker or database into the row's state before the services start.</summary>
    public Func<Trial, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    /// <summary>What else has to hold; a sentence for each thing that does not.</summary>
    public Func<Trial, Outcome, IEnumerable<string>> Check { get; init; } = (_, _) => [];
}
