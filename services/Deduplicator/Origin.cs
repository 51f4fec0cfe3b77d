using System.Globalization;
using System.Text.Json;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>
/// Whose text the members of a copy cluster carry, told from the members alone, whichever came first. The agency that they
/// credit: each source has one voice, and only the strongest kind of credit is heard. A dateline or signature is part of
/// the text and travels with it; a byline or copyright line is the page's; a credit line names who helped, often with what
/// one source added, and counts where most sources have it. Where as many say the one as the other, it is nobody: a
/// wrong name is worse than none. Without credits, the source that published first, if the times leave no doubt. Cost: linear.
/// Known weakness: a source that copied at once, and an agency's text of which all copies lost their credits, pass for its own.
/// </summary>
/// <param name="Kind">See <see cref="Contracts.Originator.Kind"/>.</param>
/// <param name="Name">Of the agency as the Fetcher names it, or of the source.</param>
/// <param name="Uri">Wikidata entity of the agency, where it is known.</param>
/// <param name="ArticleId">The earliest that credits it so, or that was published first.</param>
/// <param name="Evidence">Short facts, one a line.</param>
internal sealed record Origin(string Kind, string Name, string? Uri, Guid ArticleId, string Evidence)
{
    /// <param name="cluster">All members of one copy cluster, in any order; not empty.</param>
    /// <returns>Null when nobody can be named.</returns>
    public static Origin? Of(IReadOnlyCollection<Member> cluster)
    {
        var sources = cluster.Select(Source).Distinct().Count();
        var strongest = cluster.Where(member => member.Agency is not null).GroupBy(member => StrengthOf(member.Agency!)).MaxBy(group => group.Key);
        var voices = (strongest ?? Enumerable.Empty<Member>()).GroupBy(member => member.Agency!.Name, StringComparer.OrdinalIgnoreCase)
            .Select(agency => (Witness: Earliest(agency), Sources: agency.Select(Source).Distinct().Count())).OrderByDescending(voice => voice.Sources).ToList();
        if (voices.Count == 0 || (strongest!.Key == Strength.Helped && voices[0].Sources * 2 <= sources))
            return First(cluster, sources);
        return voices.Count > 1 && voices[0].Sources == voices[1].Sources ? null : Credited(voices[0].Witness, cluster, sources);
    }

    /// <summary>Whether they name the same, on whatever evidence: another name is announced, better evidence is not.</summary>
    public static bool AreSame(Origin? one, Origin? other) => (one?.Kind, one?.Name, one?.Uri) == (other?.Kind, other?.Name, other?.Uri);

    /// <summary>As published.</summary>
    public Originator Originator => new() { Kind = Kind, Name = Name, Uri = Uri, ArticleId = ArticleId, Evidence = Evidence.Split('\n') };

    /// <summary>As stored.</summary>
    public static string? Write(Origin? origin) => origin is null ? null : JsonSerializer.Serialize(origin);

    /// <exception cref="JsonException">It is not what <see cref="Write"/> gave.</exception>
    public static Origin? Read(string? stored) => stored is null ? null : JsonSerializer.Deserialize<Origin>(stored);

    private enum Strength { Helped, OfPage, OfText }

    private static Strength StrengthOf(Agency agency) => agency.Evidence.Max(StrengthOf);

    private static Strength StrengthOf(string fact) => fact.Split(':')[0] switch
    {
        "dateline" or "signature" => Strength.OfText,
        "credit" => Strength.Helped,
        _ => Strength.OfPage,
    };

    private static Origin Credited(Member witness, IReadOnlyCollection<Member> cluster, int sources)
    {
        var agency = witness.Agency!;
        var crediting = cluster.Where(member => agency.Name.Equals(member.Agency?.Name, StringComparison.OrdinalIgnoreCase)).Select(Source).Distinct().Count();
        return new("agency", agency.Name, agency.Uri, witness.ArticleId, $"{agency.Evidence.MaxBy(StrengthOf)!.ReplaceLineEndings(" ")}\nsources:{Count(crediting)} of {Count(sources)}");
    }

    // All of another source are dated and begin after the end of the span in which the first was published.
    private static Origin? First(IReadOnlyCollection<Member> cluster, int sources)
    {
        var first = cluster.MinBy(member => (End(member) ?? DateTimeOffset.MaxValue, member.ArticleId))!;
        if (sources < 2 || first.Source is null || End(first) is not { } end)
            return null;
        var others = cluster.Where(member => Source(member) != Source(first)).ToList();
        return others.TrueForAll(member => End(member) is not null && member.PublishedAt >= end)
            ? new("publisher", first.Source, null, first.ArticleId, $"earliestOf:{Count(sources)} sources\nlead:{Lead(others.Min(member => member.PublishedAt!.Value) - first.PublishedAt!.Value)}")
            : null;
    }

    // When the span of a member's published time is over, null when the time is not known.
    private static DateTimeOffset? End(Member member) => member.PublishedPrecision switch
    {
        "second" => member.PublishedAt?.AddSeconds(1),
        "minute" => member.PublishedAt?.AddMinutes(1),
        "hour" => member.PublishedAt?.AddHours(1),
        "day" => member.PublishedAt?.AddDays(1),
        _ => null,
    };

    // An unknown source is one of its own.
    private static (string?, Guid) Source(Member member) => (member.Source, member.Source is null ? member.ArticleId : Guid.Empty);

    private static Member Earliest(IEnumerable<Member> members) => members.MinBy(member => member.Node, Groups.Order)!;

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Lead(TimeSpan lead) => lead switch
    {
        { TotalDays: >= 2 } => $"{Count((int)lead.TotalDays)} days",
        { TotalHours: >= 2 } => $"{Count((int)lead.TotalHours)} hours",
        { TotalMinutes: >= 2 } => $"{Count((int)lead.TotalMinutes)} minutes",
        _ => $"{Count((int)lead.TotalSeconds)} seconds",
    };
}
