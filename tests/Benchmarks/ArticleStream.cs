using System.Text;
using IngestPipeline.Contracts;
using IngestPipeline.Text;

namespace IngestPipeline.Benchmarks;

/// <summary>
/// A stream of articles of about 480 words as an agency's customers make it, the same for the same numbers: stories of
/// eight articles that share some thirty words of their own, of them three copies of the first, one whole, one cut, one
/// edited; the rest written apart. Common words come as often as words do (Zipf's law). Stories overlap in time.
/// </summary>
internal static class ArticleStream
{
    private const int InStory = 8, Words = 480, Sentence = 18, OwnWords = 30, Common = 30_000, Sources = 500, Overlap = 64;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>So many articles come in a day.</summary>
    public const int ADay = 100_000;

    public static IEnumerable<ArticleFetched> From(int first, int count) => Enumerable.Range(first, count).Select(Article);

    private static ArticleFetched Article(int number)
    {
        // Of 64 stories at a time, one article each in turn.
        var (round, place) = (number / (Overlap * InStory), number % (Overlap * InStory));
        var (story, part) = ((round * Overlap) + (place % Overlap), place / Overlap);
        var text = part switch
        {
            3 => Text(story, 0),
            5 => Cut(Text(story, 0)),
            6 => Edited(Text(story, 0), number),
            _ => Text(story, part),
        };
        var published = Start.AddDays((double)number / ADay);
        return new()
        {
            ArticleId = NameId.Of("benchmark", $"{number}"),
            Text = text,
            Headline = text[..text.IndexOf(',', StringComparison.Ordinal)],
            Language = "en",
            Source = $"outlet-{number % Sources}.example",
            SubmitterId = $"{number}",
            Intake = new() { Kind = "text", MessageId = $"{number}", ReceivedAt = published },
            Times = new() { FirstSeenAt = published, PublishedAt = published },
            Extraction = new() { Method = "text" },
        };
    }

    private static string Text(int story, int part)
    {
        var random = new Random((story * InStory) + part);
        var text = new StringBuilder(Words * 7);
        for (var at = 0; at < Words; at++)
        {
            var word = random.Next(12) == 0 ? Name(story, random.Next(OwnWords)) : random.Next(40) == 0 ? $"{random.Next(2000)}" : Word(Rank(random));
            text.Append(at % Sentence == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word)
                .Append((at + 1) % (Sentence * 4) == 0 ? ".\n\n" : (at + 1) % Sentence == 0 ? ". " : at % 9 == 8 ? ", " : " ");
        }
        return text.ToString().Trim();
    }

    private static string Cut(string text) => text[..text.IndexOf(' ', text.Length * 6 / 10)];

    private static string Edited(string text, int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', text.Split(' ').Select(word => random.Next(20) == 0 ? Word(Rank(random)) : word));
    }

    // By inverting the sum of 1/n, which grows as the logarithm.
    private static int Rank(Random random) => (int)Math.Exp(random.NextDouble() * Math.Log(Common)) - 1;

    private static string Name(int story, int own) => char.ToUpperInvariant(Word((story * OwnWords) + own + Common)[0]) + Word((story * OwnWords) + own + Common)[1..];

    // The higher the rank the longer the word, always the same.
    private static string Word(int rank)
    {
        Span<char> word = stackalloc char[16];
        var length = 0;
        for (var rest = (uint)rank + 7; rest > 0 && length < 14; rest /= 80)
        {
            word[length++] = "bcdfghklmnprstvw"[(int)(rest % 16)];
            word[length++] = "aeiou"[(int)(rest / 16 % 5)];
        }
        return new(word[..length]);
    }
}
