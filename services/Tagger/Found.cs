namespace IngestPipeline.Tagger;

/// <summary>A name found: its words, first and last included, its type and how sure both are, 0 to 1.</summary>
internal readonly record struct Found(int First, int Last, NameType Type, double Confidence)
{
    /// <summary>The form: folded words, parted by one blank.</summary>
    public string Form(Word[] words)
    {
        if (First == Last) return words[First].Text;
        var parts = new string[Last - First + 1];
        for (var i = First; i <= Last; i++) parts[i - First] = words[i].Text;
        return string.Join(' ', parts);
    }
}
