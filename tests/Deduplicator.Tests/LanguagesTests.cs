using IngestPipeline.Text;

namespace IngestPipeline.Deduplicator.Tests;

public sealed class LanguagesTests
{
    private static readonly DocumentFrequencies Frequencies = new();

    public static TheoryData<string> Languages => ["en", "de", "fr", "es", "ru", "ar", "zh", "ja", "th", "hi"];

    [Theory, MemberData(nameof(Languages))]
    public void An_edited_copy_is_found(string language)
    {
        var sample = Sample.Read(language);

        var finding = Comparison.Of(Candidate(language, 1, sample.Headline, sample.Text), Candidate(language, 2, sample.NewHeadline, sample.Edited()));

        finding.Edge.Kind.ShouldBeOneOf(EdgeKind.Copy, EdgeKind.Contained);
        finding.Measures!.SameText.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Languages))]
    public void It_is_found_among_the_candidates_by_what_the_index_holds(string language)
    {
        var sample = Sample.Read(language);
        var (one, other) = (Candidate(language, 1, sample.Headline, sample.Text), Candidate(language, 2, sample.NewHeadline, sample.Edited()));

        Shingles.Sample(one.Text.Grams).ToArray().Intersect(Shingles.Sample(other.Text.Grams).ToArray()).Count().ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory, MemberData(nameof(Languages))]
    public void An_article_about_something_else_has_no_edge(string language)
    {
        var sample = Sample.Read(language);

        Comparison.Of(Candidate(language, 1, sample.Headline, sample.Text), Candidate(language, 2, sample.OtherHeadline, sample.Other)).Edge.Kind.ShouldBe(EdgeKind.None);
    }

    [Theory, MemberData(nameof(Languages))]
    public void The_same_letters_composed_or_not_are_the_same_text(string language)
    {
        var sample = Sample.Read(language);
        var decomposed = string.Concat(sample.Text.Select(c => c switch { 'é' => "e\u0301", 'ü' => "u\u0308", 'й' => "и\u0306", 'が' => "か\u3099", 'ñ' => "n\u0303", _ => c.ToString() }));

        Words.Of(Normalize.ForReading(decomposed)).ShouldBe(Words.Of(Normalize.ForReading(sample.Text)));
    }

    private static Candidate Candidate(string language, long key, string headline, string text)
    {
        text = Normalize.ForReading(text);
        return new(key, ContentHashes.Text(text, Words.Of(text)), Some.Noon, Some.Noon, false, TextFeatures.Of(Normalize.ForReading(headline), text, language, Frequencies));
    }

    /// <summary>An article, what an editor changes in it, and an article about something else: see Languages/README.md.</summary>
    private sealed record Sample(ILookup<string, string> Edits, string Text, string OtherHeadline, string Other)
    {
        public string Headline => Edits["headline"].Single();

        public string NewHeadline => Edits["new headline"].Single();

        public static Sample Read(string language)
        {
            var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Languages", $"{language}.txt"));
            var (blank, rule) = (Array.IndexOf(lines, ""), Array.IndexOf(lines, "---"));
            var edits = lines[..blank].Select(line => line.Split(": ", 2)).ToLookup(pair => pair[0], pair => pair[1]);
            return new(edits, string.Join('\n', lines[(blank + 1)..rule]), lines[rule + 1], string.Join('\n', lines[(rule + 2)..]));
        }

        /// <exception cref="InvalidDataException">An edit would change nothing.</exception>
        public string Edited()
        {
            var edited = Text;
            foreach (var (old, now) in Edits["change"].Select(change => change.Split(" => ")).Select(change => (change[0], change[1])).Concat(Edits["drop"].Select(sentence => (sentence, ""))))
                edited = edited.Contains(old, StringComparison.Ordinal) ? edited.Replace(old, now, StringComparison.Ordinal) : throw new InvalidDataException($"'{old}' is not in the text.");
            return $"{Edits["agency"].Single()} {edited}";
        }
    }
}
