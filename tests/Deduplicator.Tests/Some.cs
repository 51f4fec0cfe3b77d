using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>Articles and texts for tests, read as speech.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public const string Report =
        """
        The harbour at Osterlund reopened on Friday after a tanker that had blocked the narrow channel for nine days was pulled free
        by four tugs. Port officials said 61 ships were waiting outside and that clearing the queue would take until the end of next week.

        Two pilots boarded the tanker at dawn and waited for the tide, which rose higher than in any other week of the month. The hull
        slid from the mud shortly before eight and was towed to a berth where divers will look for damage to the rudder.

        The mayor thanked the crews and announced that fees would be waived for fishing boats that had lost a week of work. Insurers put
        the cost of the closure at 40 million euros, most of it for grain that had to be unloaded elsewhere and carried on by rail.
        """;

    public const string Other =
        """
        Voters in the canton of Hochtal rejected a plan to build a second tunnel under the pass, official results showed on Sunday
        evening. With all 73 districts counted, 54 percent voted against the project, which the government had called indispensable.

        Opponents argued that a second tube would only bring more lorries into the valleys and that the railway should be widened first.
        Supporters had warned of closures during repairs that are due in the coming decade and of detours over icy mountain roads.

        The transport minister said the result must be respected and that a smaller repair plan would be put before parliament in autumn.
        """;

    public const string Third =
        """
        Astronomers at the Vardberg observatory have found ice in the shadowed craters of a small moon, using a camera that was built to look
        for dust. The team watched the crater walls for eleven nights and saw the glint of frost at dawn each time. A probe that is to be
        launched in the next decade could land there, the observatory said, and drill for samples that have not seen sunlight for ages.
        """;

    public const string Furniture =
        "Read more of our stories on the weather, the ferries and the price of fish every morning in your letter box. Sign up for free today and share this "
        + "page with friends. Our newsroom is open from eight to six. Comments are closed at night and reopened by the editor in the morning. Terms and conditions "
        + "apply to all competitions. Reader offers this week include garden chairs, lamps and a guide to the islands with forty coloured maps.";

    private static readonly DocumentFrequencies Frequencies = new();

    public static Candidate Text(string text, long key, string headline = "", DateTimeOffset? published = null, bool correction = false) => new(
        key, ContentHashes.Text(text, Words.Of(text)), published, Noon, correction, TextFeatures.Of(headline, text, "en", Frequencies));

    public static ArticleFetched Article(string text, string name = "one", DateTimeOffset? published = null, string headline = "A headline", string? messageId = null, string? source = null, Agency? agency = null) => new()
    {
        ArticleId = IngestPipeline.Text.NameId.Of("test", name),
        Text = text,
        Headline = headline,
        Language = "en",
        SubmitterId = name,
        Source = source,
        Agency = agency,
        Intake = new() { Kind = "text", MessageId = messageId ?? $"message of {name} {text.Length}", ReceivedAt = Noon },
        Times = new() { FirstSeenAt = Noon, PublishedAt = published, PublishedPrecision = published is null ? "unknown" : "minute" },
        Extraction = new() { Method = "text" },
    };

    public static Agency Agency(string name, string evidence, string? uri = null) => new() { Name = name, Uri = uri, Evidence = [evidence] };

    public static string FirstWords(string text, double share)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Take((int)(words.Length * share)));
    }

    /// <summary>A word of three syllables, one of 729,000.</summary>
    public static string MadeUpWord(Random random) => string.Concat(Enumerable.Range(0, 3).Select(_ => $"{"bcdfghklmnprstvwyz"[random.Next(18)]}{"aeiou"[random.Next(5)]}"));
}
