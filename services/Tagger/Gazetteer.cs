using System.Text;
using IngestPipeline.Text;

namespace IngestPipeline.Tagger;

/// <summary>
/// All lists in one table: a folded form, tokens parted by one blank, to the lists that hold it. Case counts, so that
/// <c>US</c> is not <c>us</c>; a word in capitals is looked up in title case too. Phrases are found longest first,
/// their first word being known to open one. Built once, read by all threads; look-up is one hash per length tried.
/// Weakness: a list says nothing of sense, so <c>Jordan</c> is both; the context decides elsewhere.
/// </summary>
internal static class Gazetteer
{
    private const int LongestPhraseWords = 8;

    /// <summary>UTF-16 code units; no phrase of the lists is near it.</summary>
    private const int LongestText = 160;

    private static readonly Dictionary<string, Lists> Forms = new(60_000, StringComparer.Ordinal);
    private static readonly Dictionary<string, int> Openers = new(20_000, StringComparer.Ordinal);

    static Gazetteer()
    {
        foreach (var line in Resource.Lines(typeof(Entities).Assembly, "common.txt")) Forms[line] = Lists.Common;
        AddFile("given.txt", Lists.Given);
        foreach (var line in Resource.Lines(typeof(Entities).Assembly, "mined-given.txt")) Add(line, Of(line).HasFlag(Lists.Given) ? Lists.Given : Lists.Given | Lists.MinedName);
        foreach (var line in Resource.Lines(typeof(Entities).Assembly, "mined-family.txt")) Add(line, Of(line).HasFlag(Lists.Given) ? Lists.Family : Lists.Family | Lists.MinedName);
        AddFile("surnames.txt", Lists.Surname);
        AddFile("cities.txt", Lists.City);
        AddFile("regions.txt", Lists.City);
        AddMined();
        AddSections();
        AddCountries();
        foreach (var link in LinkTable.Rows)
            foreach (var name in link.Names)
                Add(name, ListOf(link));
    }

    /// <summary>The lists of a single folded word.</summary>
    public static Lists Of(string word) =>
        Forms.GetValueOrDefault(word) | (char.IsUpper(word[0]) ? Capitalised(word) : Lists.None);

    public static Lists Phrase(string phrase) => Forms.GetValueOrDefault(phrase);

    /// <summary>The longest phrase of two words or more that begins at a word and stays in its sentence; the word itself and no lists when none does.</summary>
    /// <param name="words">The article's.</param>
    /// <param name="at">Its first word.</param>
    /// <param name="last">The last word that may belong to it.</param>
    /// <param name="wanted">Lists of which one has to hold it.</param>
    public static (int Last, Lists Lists) LongestPhrase(Word[] words, int at, int last, Lists wanted = ~Lists.None)
    {
        var end = Math.Min(last, at + Openers.GetValueOrDefault(words[at].Text, 1) - 1);
        var best = (Last: at, Lists: Lists.None);
        if (end == at) return best;
        Span<char> key = stackalloc char[LongestText];
        var forms = Forms.GetAlternateLookup<ReadOnlySpan<char>>();
        var length = 0;
        for (var i = at; i <= end && words[i].Sentence == words[at].Sentence; i++)
        {
            var text = words[i].Text;
            if (length + text.Length + 1 > key.Length) break;
            if (i > at) key[length++] = ' ';
            text.CopyTo(key[length..]);
            length += text.Length;
            if (i > at && forms.TryGetValue(key[..length], out var lists) && (lists & wanted) != 0) best = (i, lists);
        }
        return best;
    }

    private static Lists Capitalised(string word)
    {
        var lists = Forms.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> other = stackalloc char[word.Length <= 40 ? word.Length : 0];
        if (other.Length == 0) return Lists.None;
        word.AsSpan().ToLowerInvariant(other);
        var found = lists.TryGetValue(other, out var common) ? common & Lists.Common : Lists.None;
        if (word.Length < 4 || !char.IsUpper(word[1])) return found;
        other[0] = word[0];
        return lists.TryGetValue(other, out var titled) ? found | titled : found;
    }

    private static Lists ListOf(LinkRow link) => link.Type switch
    {
        "PER" => Lists.Person,
        "ORG" => Lists.Organisation,
        _ => link.Kind == "country" ? Lists.Country : Lists.Place,
    };

    private static void AddSections()
    {
        (string Section, Lists List)[] sections =
        [
            ("titles", Lists.Title), ("modifiers", Lists.Modifier), ("calendar", Lists.Calendar), ("head-of", Lists.HeadOf),
            ("org-tail", Lists.OrganisationTail), ("place-tail", Lists.PlaceTail), ("place-head", Lists.PlaceHead),
            ("place-of", Lists.PlaceOf), ("direction", Lists.Direction), ("suffixes", Lists.Suffix),
            ("family-first", Lists.FamilyFirst), ("vietnamese", Lists.Vietnamese), ("demonyms", Lists.Demonym),
            ("places", Lists.Place), ("organisations", Lists.Organisation), ("not-names", Lists.NotName), ("things", Lists.Thing),
        ];
        foreach (var (section, list) in sections)
            foreach (var form in Words.Section(section))
                Add(form, list);
    }

    private static void AddMined()
    {
        foreach (var line in Resource.Lines(typeof(Entities).Assembly, "mined-forms.tsv"))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            Add(line[(tab + 1)..], line.StartsWith("ORG", StringComparison.Ordinal) ? Lists.MinedOrganisation : Lists.MinedPlace);
        }
    }

    private static void AddCountries()
    {
        foreach (var line in Resource.Lines(typeof(Entities).Assembly, "demonyms.tsv"))
            foreach (var demonym in line.Split('\t')[1].Split('|'))
            {
                Add(demonym, Lists.Demonym);
                if (demonym.EndsWith('n') || demonym.EndsWith('i')) Add(demonym + "s", Lists.Demonym);
            }
    }

    private static void AddFile(string file, Lists list)
    {
        foreach (var line in Resource.Lines(typeof(Entities).Assembly, file)) Add(line, list);
    }

    private static void Add(string form, Lists list)
    {
        var folded = Folding.Fold(form);
        var key = new StringBuilder(folded.Length + 4);
        var tokens = Tokens.Split(folded, "en");
        if (tokens.Count == 0 || tokens.Count > LongestPhraseWords) return;
        foreach (var token in tokens)
        {
            if (key.Length > 0) key.Append(' ');
            key.Append(folded, token.Start, token.Length);
        }

        var phrase = key.ToString();
        Forms[phrase] = Forms.GetValueOrDefault(phrase) | list;
        if (tokens.Count == 1) return;
        var first = folded[tokens[0].Start..tokens[0].End];
        Openers[first] = Math.Max(Openers.GetValueOrDefault(first, 1), tokens.Count);
    }
}
