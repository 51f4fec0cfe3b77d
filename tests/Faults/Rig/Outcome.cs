using System.Globalization;

namespace IngestPipeline.Faults;

/// <summary>What came of one trial.</summary>
internal sealed record Outcome
{
    /// <summary>Row.</summary>
    public required string Row { get; init; }

    /// <summary>Seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Submissions that the broker confirmed.</summary>
    public required int Sent { get; init; }

    /// <summary>Of them, published.</summary>
    public required int Published { get; init; }

    /// <summary>Of them, in quarantine with a reason.</summary>
    public required int Quarantined { get; init; }

    /// <summary>Of them, neither.</summary>
    public required int Lost { get; init; }

    /// <summary>Messages on the exchange whose id had been there before.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Events on the exchange that came under a second id.</summary>
    public required int OtherIds { get; init; }

    /// <summary>From the end of the fault to rest, seconds.</summary>
    public required double Settled { get; init; }

    /// <summary>Longest time in which messages lay in a work queue and nothing moved, faults not counted; seconds.</summary>
    public required double Stalled { get; init; }

    /// <summary>Ends of services, asked for or not.</summary>
    public required int Ends { get; init; }

    /// <summary>Largest resident memory of a service, MB.</summary>
    public required double Memory { get; init; }

    /// <summary>How long the trial took, seconds.</summary>
    public required double Took { get; init; }

    /// <summary>Figures of this row.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What does not hold.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public bool Holds => Problems.Count == 0;

    /// <summary>One decimal.</summary>
    public static string Text(double figure) => figure.ToString("F1", CultureInfo.InvariantCulture);
}
