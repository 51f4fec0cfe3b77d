using IngestPipeline.Contracts;

namespace IngestPipeline.Integration.Tests;

/// <summary>Messages as one stage hands them to the next.</summary>
internal static class Some
{
    public const string Text = "The coast office will rebuild the pier of Skarholm after the January storm, its director Marta Quist said on Tuesday.\n\n"
        + "Work begins in April and takes nine months, during which the ferry from Lindmouth lands at the fish quay. The pier, built in 1911, "
        + "lost a third of its planks and two lamp posts when the storm drove a barge against it.\n\n"
        + "\"We could patch it once more, or we could do it properly,\" Quist told reporters. The town of Skarholm pays eleven million "
        + "crowns, the coast office the rest. Shopkeepers near the pier fear a summer without day trippers and ask for a shuttle boat.";

    private static readonly DateTimeOffset Day = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);

    public static Guid Id(int number) => new(number, 0, 0x5000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>An article; the higher its number, the later it was published.</summary>
    public static ArticleFetched Fetched(int number, string text = Text) => new()
    {
        ArticleId = Id(number),
        Text = text,
        Headline = "Skarholm gets its pier back",
        Language = "en",
        Source = $"paper-{number}.example",
        Intake = new Intake { Kind = "text", MessageId = $"some-{number}", ReceivedAt = Day },
        Times = new ArticleTimes { FirstSeenAt = Day, PublishedAt = Day.AddHours(number), PublishedPrecision = "second", PublishedSource = "submitted" },
        Extraction = new ExtractionDetails { Method = "text" },
    };

    /// <summary>A text of words that no text of another number has.</summary>
    public static string Words(int number, int count) => string.Join(' ', Enumerable.Range(number * count, count).Select(Word));

    /// <summary>A text of at least so many bytes, in paragraphs of sentences.</summary>
    public static string Long(int bytes)
    {
        var text = new System.Text.StringBuilder(Text, bytes + 1000);
        for (var number = 0; text.Length < bytes; number++)
            text.Append(number % 5 == 0 ? "\n\n" : " ").Append("It says ").Append(Words(number, 14)).Append('.');
        return text.ToString();
    }

    private static string Word(int number) =>
        string.Concat(Enumerable.Range(0, 4).Select(place => number / (int)Math.Pow(20, place) % 20).Select(digit => $"{"bcdfghjklmnprstvwxzy"[digit]}{"aeiou"[digit % 5]}"));

    public static ArticleDeduplicated Deduplicated(int number, int revision = 0, string text = Text) => new()
    {
        Article = Fetched(number, text),
        Version = 1,
        Stages = [],
        Verdict = new Verdict
        {
            Revision = revision,
            Relation = Relations.Unique,
            RepresentativeId = Id(number),
            CopyClusterId = "c-1",
            FamilyId = "f-1",
            StoryId = "s-1",
            ClusterSize = 1 + revision,
            RelatedTo = [],
            Algorithm = "test.1",
            ContentSha256 = new string('0', 64),
        },
    };

    public static ArticleTagged Tagged(int number, int revision = 0)
    {
        var deduplicated = Deduplicated(number, revision);
        return new()
        {
            Article = deduplicated.Article,
            Version = deduplicated.Version,
            Verdict = deduplicated.Verdict,
            Stages = deduplicated.Stages,
            Entities = [],
        };
    }
}
