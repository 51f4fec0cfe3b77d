using System.Globalization;

namespace IngestPipeline.Quality;

/// <summary>A document as the intake takes it.</summary>
internal sealed record GeneratedDocument(string Id, string Source, string Title, string Text, DateTimeOffset PublishedAt);

/// <summary>
/// Articles with one derived document each, in eleven classes of what happens to news on its way through sites, and on
/// request three more: a correction, an own text that quotes, a copy in a language without spaces. A third of the originals
/// carries the furniture of a site that carries others as well, and round-ups join strangers: both are there to catch who
/// takes what two texts share for a copy. Everything comes of one seed; an id says nothing.
/// </summary>
internal sealed class GeneratedSet
{
    public const string Copy = "copy", Abridged = "abridged", Roundup = "roundup", Revision = "revision", Independent = "independent", Stranger = "stranger";

    private const int Sites = 20, Wires = 200, VocabularyFrom = 500;
    private static readonly string[] Recipe =
        ["exact+headline", "trunc60", "trunc30", "boilerplate", "edit5", "edit15", "edit30", "trunc50+boiler+edit5", "shuffle_sent_drop30_edit10", "ocr2pct", "embedded_in_roundup"];
    private static readonly string[] Further = ["correction", "quote", "unspaced"];
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly Edits _edits;
    private readonly SourceArticle[] _others;
    private readonly (string Source, string[] Block)[] _sites;
    private readonly HashSet<string> _base;
    private readonly List<Draft> _drafts = [];
    private readonly List<(Draft Original, Draft Derived, string Label, string Class)> _pairs = [];

    private GeneratedSet(IReadOnlyList<SourceArticle> articles, int seed, int? most, bool extra, bool strangers)
    {
        _random = new(seed);
        var bases = articles.Where(article => article.Words is >= 150 and <= 800).ToArray();
        _random.Shuffle(bases);
        bases = bases[..Math.Min(bases.Length, most ?? bases.Length)];
        _others = [.. articles.Where(article => article.Words is >= 100 and <= 300)];
        _base = bases.Select(article => article.Id).ToHashSet(StringComparer.Ordinal);
        _edits = new(_random, [.. bases.Take(VocabularyFrom).SelectMany(article => Edits.Tokens(article.Text)).Select(token => token.Word)]);
        _sites = [.. Enumerable.Range(0, Sites).Select(site => (Numbered("site", site), _edits.Draw(_random.Next(60, 161)).Split(' ')))];
        Make(bases, extra ? [.. Recipe, .. Further] : Recipe);
        Relate(strangers);
        (Documents, Gold) = Named();
    }

    /// <summary>By time, earliest first.</summary>
    public IReadOnlyList<GeneratedDocument> Documents { get; }

    public IReadOnlyList<GoldPair> Gold { get; }

    /// <param name="articles">Of which none is like another.</param>
    /// <param name="seed">The same seed, the same set.</param>
    /// <param name="most">How many originals at most; null for all that are long enough.</param>
    /// <param name="extra">With the three further classes.</param>
    /// <param name="strangers">With the other items of the round-ups as articles of the set.</param>
    /// <exception cref="ArgumentException">No article is long enough.</exception>
    public static GeneratedSet Of(IReadOnlyList<SourceArticle> articles, int seed, int? most = null, bool extra = false, bool strangers = false) =>
        !articles.Any(article => article.Words is >= 150 and <= 800) || articles.Count(article => article.Words is >= 100 and <= 300) < 3
            ? throw new ArgumentException("There are no articles of 150 to 800 words, or fewer than three of 100 to 300.", nameof(articles))
            : new(articles, seed, most, extra, strangers);

    /// <summary>The documents in the order they arrive in.</summary>
    /// <param name="order"><c>time</c>, <c>random</c> or <c>roundups-first</c>, the others by time.</param>
    public IReadOnlyList<GeneratedDocument> InOrder(string order, int seed)
    {
        var documents = Documents.ToArray();
        if (order == "random")
            new Random(seed ^ 0x5EED).Shuffle(documents);
        var roundups = Gold.Where(pair => pair.Label == Roundup).Select(pair => pair.IdB).ToHashSet(StringComparer.Ordinal);
        return order == "roundups-first" ? [.. documents.OrderBy(document => !roundups.Contains(document.Id))] : documents;
    }

    private void Make(SourceArticle[] bases, string[] classes)
    {
        foreach (var (index, article) in bases.Index())
        {
            // In turn, so that every class gets as many as the next; the articles come shuffled.
            var kind = classes[index % classes.Length];
            var wrapped = _random.Next(3) == 0 ? _sites[_random.Next(Sites)] : default;
            var text = kind == "unspaced" ? Unspaced.Of(article.Text, Thai(index)) : article.Text;
            var title = kind == "unspaced" ? Unspaced.Of(article.Title, Thai(index)) : article.Title;
            var original = new Draft(wrapped.Source ?? Wire(), title, wrapped.Block is { } block ? Edits.Wrap(text, block) : text,
                Start.AddMinutes(_random.NextDouble() * 10 * 24 * 60), article.Id);
            var (derived, label) = Derive(kind, article, original, Thai(index));
            _drafts.AddRange([original, derived]);
            _pairs.Add((original, derived, label, kind));
        }
    }

    private static bool Thai(int index) => index % 2 == 0;

    private (Draft Draft, string Label) Derive(string kind, SourceArticle article, Draft original, bool thai)
    {
        var at = original.At.AddMinutes(5 + (_random.NextDouble() * ((36 * 60) - 5)));
        var (text, title) = (article.Text, article.Title);
        Draft Sent(string body, string? headline = null, string? source = null, params IReadOnlyList<SourceArticle> strangers) =>
            new(source ?? Wire(), headline ?? title, body, at, null, strangers);
        Draft Wrapped(string body)
        {
            var (site, block) = _sites[_random.Next(Sites)];
            return Sent(Edits.Wrap(body, block), source: site);
        }

        switch (kind)
        {
            case "exact+headline":
                var headline = _edits.Draw(8);
                return (Sent($"{headline}\n\n{text}", headline), Copy);
            case "trunc60": return (Sent(Edits.First(text, 0.6)), Abridged);
            case "trunc30": return (Sent(Edits.First(text, 0.3)), Abridged);
            case "boilerplate": return (Wrapped(text), Copy);
            case "edit5": return (Sent(_edits.Change(text, 0.05)), Copy);
            case "edit15": return (Sent(_edits.Change(text, 0.15)), Copy);
            case "edit30": return (Sent(_edits.Change(text, 0.30)), Copy);
            case "trunc50+boiler+edit5": return (Wrapped(_edits.Change(Edits.First(text, 0.5), 0.05)), Abridged);
            case "shuffle_sent_drop30_edit10": return (Sent(_edits.Change(_edits.Shuffle(text, 0.7), 0.10)), Abridged);
            case "ocr2pct": return (Sent(_edits.Misread(text, 0.02)), Copy);
            case "correction": return (Sent(_edits.Correct(original.Text), $"CORRECTED - {title}", original.Source), Revision);
            case "quote": return (Sent(Edits.Quote(Other(article, outside: true).Text, text), _edits.Draw(8)), Independent);
            case "unspaced": return (Sent(Unspaced.Of(_edits.Change(text, 0.05), thai), Unspaced.Of(_edits.Draw(8), thai)), Copy);
            default:
                var (before, after) = (Other(article), Other(article));
                return (Sent($"{before.Text}\n\n{Edits.First(text, 0.5)}\n\n{after.Text}", "NEWS ROUNDUP", null, before, after), Roundup);
        }
    }

    // Outside: one that is not in the set as an original.
    private SourceArticle Other(SourceArticle article, bool outside = false)
    {
        for (var tries = 0; ; tries++)
        {
            var other = _others[_random.Next(_others.Length)];
            if (other.Id != article.Id && (!outside || tries > 1000 || !_base.Contains(other.Id)))
                return other;
        }
    }

    private void Relate(bool add)
    {
        var originals = _drafts.Where(draft => draft.OriginalOf is not null).ToDictionary(draft => draft.OriginalOf!, StringComparer.Ordinal);
        foreach (var roundup in _drafts.Where(draft => draft.Strangers.Count > 0).ToList())
        {
            foreach (var stranger in roundup.Strangers.DistinctBy(stranger => stranger.Id))
            {
                if (add && !originals.ContainsKey(stranger.Id))
                    _drafts.Add(originals[stranger.Id] = new(Wire(), stranger.Title, stranger.Text, roundup.At.AddMinutes(-5 - (_random.NextDouble() * 35 * 60)), stranger.Id));
                if (originals.TryGetValue(stranger.Id, out var original))
                    _pairs.Add((original, roundup, Stranger, "roundup_stranger"));
            }
        }
    }

    private (IReadOnlyList<GeneratedDocument>, IReadOnlyList<GoldPair>) Named()
    {
        var numbers = Enumerable.Range(1, _drafts.Count).ToArray();
        _random.Shuffle(numbers);
        var ids = _drafts.Zip(numbers).ToDictionary(pair => pair.First, pair => string.Create(CultureInfo.InvariantCulture, $"d{pair.Second:00000}"));
        return ([.. _drafts.OrderBy(draft => draft.At).ThenBy(draft => ids[draft], StringComparer.Ordinal).Select(draft => new GeneratedDocument(ids[draft], draft.Source, draft.Title, draft.Text, draft.At))],
            [.. _pairs.Select(pair => new GoldPair(ids[pair.Original], ids[pair.Derived], pair.Label, pair.Class)).OrderBy(pair => pair.IdA, StringComparer.Ordinal)]);
    }

    private string Wire() => Numbered("wire", _random.Next(Wires));

    private static string Numbered(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number + 1:000}.example");

    // A class, not a record: two drafts that say the same are still two.
    private sealed class Draft(string source, string title, string text, DateTimeOffset at, string? originalOf, params IReadOnlyList<SourceArticle> strangers)
    {
        public string Source => source;
        public string Title => title;
        public string Text => text;
        public DateTimeOffset At => at;
        public string? OriginalOf => originalOf;
        public IReadOnlyList<SourceArticle> Strangers => strangers;
    }
}
