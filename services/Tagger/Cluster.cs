namespace IngestPipeline.Tagger;

/// <summary>Everything in the article that is one person, organisation, place or nationality.</summary>
internal sealed class Cluster(NameType type)
{
    public NameType Type => type;

    public List<Found> Mentions { get; } = [];

    /// <summary>The folded forms, fullest first once the cluster is complete.</summary>
    public HashSet<string> Forms { get; } = new(StringComparer.Ordinal);

    /// <summary>A short name that two full ones claim.</summary>
    public bool IsAmbiguous { get; init; }
}
