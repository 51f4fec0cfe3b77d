namespace IngestPipeline.Tagger;

/// <summary>A full name of a person and the short forms that may stand for it.</summary>
internal sealed class Person(string form, string[] parts, int first)
{
    public string Form => form;

    public string[] Parts => parts;

    /// <summary>The word at which the article names the person in full for the first time.</summary>
    public int First => first;

    /// <summary>The part that stands for the whole in this person's culture and this article.</summary>
    public string Short { get; set; } = parts[^1];

    /// <summary>The other end of the name, used when nobody else has it.</summary>
    public string Other => Short == parts[0] ? parts[^1] : parts[0];

    /// <summary>The parts between, used when no end of a name is that; not particles, and not what is too short to tell.</summary>
    public IEnumerable<string> Inner => parts.Skip(1).SkipLast(1).Where(part => part.Length > 3 && char.IsUpper(part[0]) && !Words.Particles.Contains(part));
}
