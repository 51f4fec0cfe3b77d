using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace IngestPipeline.Text;

/// <summary>What the full stop after an abbreviation says.</summary>
public enum StopKind
{
    /// <summary>Not an abbreviation.</summary>
    None,

    /// <summary>A name follows: never the end of a sentence.</summary>
    Title,

    /// <summary>Never the end of a sentence.</summary>
    Inner,

    /// <summary>No end before a digit or what follows a day of the month.</summary>
    Number,

    /// <summary>An end before a word that often opens a sentence.</summary>
    Maybe,
}

/// <summary>The words of a language that decide whether a full stop ends a sentence.</summary>
/// <remarks>
/// Two files a language (<c>Data/abbreviations.*.txt</c>, <c>Data/openers.*.txt</c>). Where the language is unknown, or has no file, all of them
/// together: what is <c>inner</c> in one language may be a word of another, so all but English and what has inner stops is then an end before a frequent opener.
/// </remarks>
public sealed class SentenceWords
{
    private static readonly string[] Languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "sv", "da", "no", "cs", "uk", "ro", "tr"];
    private static readonly FrozenDictionary<string, SentenceWords> Own = Languages.ToFrozenDictionary(language => language, language => new SentenceWords([language]));
    private static readonly SentenceWords All = new(Languages);
    private static readonly ConcurrentDictionary<string, SentenceWords> Known = new(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, StopKind>.AlternateLookup<ReadOnlySpan<char>> abbreviations;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> openers;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> afterDay;

    private SentenceWords(string[] languages)
    {
        var kinds = new Dictionary<string, StopKind>(StringComparer.Ordinal);
        var (opening, days) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var language in languages)
        {
            foreach (var line in Resource.Lines(typeof(SentenceWords).Assembly, $"openers.{language}.txt")) opening.UnionWith(line.Split(' '));
            foreach (var row in Resource.Lines(typeof(SentenceWords).Assembly, $"abbreviations.{language}.txt").Select(line => line.Split(' ')))
            {
                if (row[1] == "day") days.Add(row[0]);
                else if (row[1] == "ordinals") Ordinals = languages.Length == 1;
                else kinds.TryAdd(row[0], Kind(row[1], languages.Length == 1 || language == "en" || row[0].Contains('.', StringComparison.Ordinal)));
            }
        }

        abbreviations = kinds.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        openers = opening.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        afterDay = days.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether a small number with a full stop is an ordinal (<c>3. Liga</c>), so that it ends a sentence only before a frequent opener.</summary>
    public bool Ordinals { get; }

    /// <summary>The words of a language.</summary>
    /// <param name="language">BCP 47; may be empty or <c>und</c>.</param>
    public static SentenceWords Of(string language)
    {
        var end = language.AsSpan().IndexOfAny('-', '_');
        var primary = end < 0 ? language : language[..end];
        return Known.GetOrAdd(primary.Length is > 1 and < 4 ? primary : "und", static tag => Find(tag.ToLowerInvariant()));
    }

    /// <summary>What the full stop after a word says.</summary>
    /// <param name="word">Without its last full stop; upper and lower case differ.</param>
    public StopKind KindOf(ReadOnlySpan<char> word) => abbreviations.TryGetValue(word, out var kind) ? kind : StopKind.None;

    /// <summary>Whether sentences often begin with a word and names hardly ever.</summary>
    public bool IsOpener(ReadOnlySpan<char> word) => openers.Contains(word);

    /// <summary>Whether a number before the word is a day or another ordinal: a month, a century.</summary>
    public bool FollowsOrdinal(ReadOnlySpan<char> word) => afterDay.Contains(word);

    // Both written forms of Norwegian share their abbreviations.
    private static SentenceWords Find(string tag) => Own.GetValueOrDefault(tag is "nb" or "nn" ? "no" : tag) ?? All;

    private static StopKind Kind(string name, bool sure) => Enum.Parse<StopKind>(name, ignoreCase: true) switch
    {
        StopKind.Inner when !sure => StopKind.Maybe,
        var kind => kind,
    };
}
