namespace IngestPipeline.Contracts;

/// <summary>A person, organisation or place named in an article, with every mention of it.</summary>
public sealed record Entity
{
    /// <summary>Unique within the article: <c>e1</c>, <c>e2</c> and so on.</summary>
    public required string Id { get; init; }

    /// <summary><c>PER</c>, <c>ORG</c>, <c>LOC</c> or <c>NORP</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The fullest form found in the article.</summary>
    public required string Name { get; init; }

    /// <summary><c>http://www.wikidata.org/entity/Q…</c>, null unless linked; of a nationality its country.</summary>
    public string? Uri { get; init; }

    /// <summary><c>linked</c>, <c>nil</c>, <c>ambiguous</c> or <c>not-attempted</c>.</summary>
    public required string LinkStatus { get; init; }

    /// <summary>How sure type and extent are, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>How much the article is about it, 0 to 1.</summary>
    public required double Salience { get; init; }

    /// <summary>Headline first, then body, by offset; not empty.</summary>
    public required IReadOnlyList<Mention> Mentions { get; init; }
}
