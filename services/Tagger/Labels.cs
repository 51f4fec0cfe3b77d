namespace IngestPipeline.Tagger;

/// <summary>
/// The labels of a token: outside of a name, or its place in a name of one of the four types. Numbered so that a name's labels are the lanes of one
/// vector: four to a type, <c>begin, inside, last, unit</c>, and outside after them, which has no weights and always scores 0.
/// Source: BILOU, Ratinov and Roth 2009.
/// </summary>
internal static class Labels
{
    public const int Types = 4;

    /// <summary>How many labels have weights.</summary>
    public const int Weighted = Types * 4;

    public const int Outside = Weighted;
    public const int Count = Weighted + 1;

    private const int Begin = 0, Inside = 1, Last = 2, Unit = 3;

    /// <summary>Whether a sentence may begin with a label; those are also what may follow one that <see cref="Closes"/>.</summary>
    public static bool Opens(int label) => label == Outside || label % 4 is Begin or Unit;

    /// <summary>Whether a sentence may end with a label.</summary>
    public static bool Closes(int label) => label == Outside || label % 4 is Last or Unit;

    public static NameType TypeOf(int label) => (NameType)(label / 4);

    /// <summary>The labels of a name.</summary>
    /// <param name="labels">Those of the name's tokens; at least one.</param>
    /// <param name="type">Its type.</param>
    public static void Mark(Span<byte> labels, NameType type)
    {
        var first = (int)type * 4;
        if (labels.Length == 1)
        {
            labels[0] = (byte)(first + Unit);
            return;
        }
        labels.Fill((byte)(first + Inside));
        (labels[0], labels[^1]) = ((byte)(first + Begin), (byte)(first + Last));
    }

    /// <summary>The names that legal labels say.</summary>
    /// <param name="labels">One a token, in which each begin meets its last.</param>
    /// <returns>First and last token of each, and its type, ascending.</returns>
    public static IEnumerable<(int First, int Last, NameType Type)> Names(byte[] labels)
    {
        var first = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == Outside) continue;
            if (Opens(labels[i])) first = i;
            if (Closes(labels[i])) yield return (first, i, TypeOf(labels[i]));
        }
    }
}
