using System.Collections.Frozen;
using IngestPipeline.Text;

namespace IngestPipeline.Tagger;

/// <summary>The hand-written word lists of <c>Data/lists.txt</c> that rules ask for by name.</summary>
internal static class Words
{
    private static readonly Dictionary<string, string[]> Sections = Read();

    public static FrozenSet<string> Openers { get; } = Section("openers").ToFrozenSet(StringComparer.Ordinal);
    public static FrozenSet<string> Kin { get; } = Section("kin").ToFrozenSet(StringComparer.Ordinal);
    public static FrozenSet<string> Speech { get; } = Section("speech").ToFrozenSet(StringComparer.Ordinal);
    public static FrozenSet<string> PlaceNext { get; } = Section("place-next").ToFrozenSet(StringComparer.Ordinal);
    public static FrozenSet<string> PlaceBefore { get; } = Section("place-before").ToFrozenSet(StringComparer.Ordinal);
    public static FrozenSet<string> OrganisationNext { get; } = Section("org-next").ToFrozenSet(StringComparer.Ordinal);
    public static FrozenSet<string> OrganisationBefore { get; } = Section("org-before").ToFrozenSet(StringComparer.Ordinal);
    public static FrozenSet<string> Particles { get; } = Section("particles").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Legal forms and the like, which a company's name is read without.</summary>
    public static FrozenSet<string> CompanyForms { get; } = Section("company-forms").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Institutions that are often called after a person.</summary>
    public static FrozenSet<string> Memorials { get; } = Section("memorials").ToFrozenSet(StringComparer.Ordinal);

    public static FrozenSet<string> Sport { get; } = Section("sport").ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, uint> Classes = Class();

    /// <summary>Which lists of words that stand beside names hold a word: a bit each; 0 for none.</summary>
    public static uint ClassOf(string word) => Classes.GetValueOrDefault(word);

    public static string[] Section(string name) => Sections[name];

    private static FrozenDictionary<string, uint> Class()
    {
        var classes = new Dictionary<string, uint>(StringComparer.Ordinal);
        foreach (var (bit, list) in new[] { Kin, Speech, PlaceNext, PlaceBefore, OrganisationNext, OrganisationBefore, Particles, Openers }.Index())
            foreach (var word in list) classes[word] = classes.GetValueOrDefault(word) | (2u << bit);
        return classes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Dictionary<string, string[]> Read()
    {
        var sections = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var name = "";
        foreach (var line in Resource.Lines(typeof(Entities).Assembly, "lists.txt"))
        {
            if (line.StartsWith('['))
                name = line.Trim('[', ']');
            else
                sections[name] = line.Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        return sections;
    }
}
