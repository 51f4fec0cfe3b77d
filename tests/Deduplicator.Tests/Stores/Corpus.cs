using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>
/// Some 120 articles round ten texts: copies, cuts, edits, expansions, rewrites, corrections, two forms filled in time and
/// again, a round-up with a copy of it; and, from one source, texts with its furniture. Some credit an agency, not all the
/// same. The same each time.
/// </summary>
internal sealed class Corpus
{
    private static readonly string[] Names = ["bakery", "harbour", "library", "observatory", "river", "river-again", "tram"];
    private readonly List<ArticleFetched> _articles = [];
    private readonly Random _random = new(11);

    private Corpus(bool withFurniture)
    {
        var texts = Names.Select(name => (name, Read(name))).Concat([("report", Some.Report), ("tunnel", Some.Other), ("moon", Some.Third)]).ToList();
        foreach (var (name, text) in texts)
            AddCopies(name, text, texts[(texts.FindIndex(one => one.Item1 == name) + 1) % texts.Count].Item2);
        AddForms();
        AddRoundUps(texts.ToDictionary(one => one.Item1, one => one.Item2));
        foreach (var (name, text) in withFurniture ? texts : [])
            Add($"{name} framed", $"{text}\n\n{Some.FirstWords(Some.Furniture, 0.7)}", source: "framed.example");
    }

    public static IReadOnlyList<ArticleFetched> WithFurniture { get; } = new Corpus(true)._articles;

    public static IReadOnlyList<ArticleFetched> WithoutFurniture { get; } = new Corpus(false)._articles;

    private void AddCopies(string name, string text, string another)
    {
        Add($"{name} original", text);
        Add($"{name} same", text.ToUpperInvariant());
        Add($"{name} cut", Some.FirstWords(text, 0.6));
        Add($"{name} short cut", Some.FirstWords(text, 0.35));
        Add($"{name} end", string.Join(' ', text.Split(' ').TakeLast(text.Split(' ').Length / 2)));
        Add($"{name} edited", Edited(text, 14));
        Add($"{name} edited more", Edited(text, 6));
        Add($"{name} expanded", $"{text} {Some.FirstWords(another, 0.3)}");
        Add($"{name} rewritten", Rewritten(text));
        Add($"{name} corrected", text, headline: $"CORRECTED: {name} story");
    }

    private void AddForms()
    {
        foreach (var (at, town) in new[] { "Altmoor", "Brackwater", "Dornfeld", "Hessel", "Karsk", "Norrvik" }.Index())
        {
            Add($"quake {town}", $"An earthquake of magnitude {3 + at}.{at} was recorded near {town} at 0{at + 1}:3{at} at a depth of {7 + (3 * at)} kilometres, the seismological service said. "
                + "No damage was reported and no tsunami warning was issued. People in several places felt the shock for a few seconds, the service said, and asked "
                + "anybody who noticed it to fill in the questionnaire on its pages.", headline: $"Quake near {town}");
            Add($"dividend {town}", $"{town} Paper Mills said on Friday that it will pay a dividend of {1 + at}.{9 - at} for the past year, after {at}.{9 - at} the year before. Profit before tax rose to {20 + (7 * at)} "
                + "million, the company said in a statement. The board will propose the payment to shareholders at the annual meeting in May, and expects sales to grow slightly.", headline: $"{town} Paper Mills raises dividend");
        }
    }

    private void AddRoundUps(Dictionary<string, string> texts)
    {
        var brief = string.Join("\n\n", new[] { "bakery", "tram", "library" }.Select(name => Some.FirstWords(texts[name], 0.9)));
        Add("brief", brief, headline: "News in brief");
        Add("brief again", brief + " More tomorrow.", headline: "News in brief");
    }

    private void Add(string name, string text, string? source = null, string? headline = null) => _articles.Add(Some.Article(text, name,
        _random.Next(8) == 0 ? null : Some.Noon.AddMinutes(_random.Next(40 * 60)), headline ?? $"About {name.Split(' ')[0]} today", source: source ?? $"paper{_articles.Count}.example", agency: Credit(_articles.Count)));

    // One in four, so that clusters have one, several that agree, or as many that do not.
    private static Agency? Credit(int number) => (number % 12) switch
    {
        1 => Some.Agency("Halyard Press", "dateline:(Halyard Press)"),
        6 => Some.Agency("Medienkontor", "byline:Medienkontor"),
        9 => Some.Agency(number % 5 == 0 ? "Halyard Press" : "Medienkontor", "copyright:as printed"),
        _ => null,
    };

    // Every so many word another.
    private static string Edited(string text, int every) => string.Join(' ', text.Split(' ').Select((word, at) => at % every == every - 1 ? "rather" : word));

    // Sentences in another order, half of them turned round a comma of their own.
    private static string Rewritten(string text) => string.Join(' ', text.ReplaceLineEndings(" ").Split(". ").Where((_, at) => at % 3 != 2).Reverse()
        .Select((sentence, at) => sentence.Split(' ') is var words && at % 2 == 0 ? $"{string.Join(' ', words.Skip(words.Length / 2))}, {string.Join(' ', words.Take(words.Length / 2))}." : $"{sentence}."));

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Stores", "Corpus", $"{name}.txt")).Trim();
}
