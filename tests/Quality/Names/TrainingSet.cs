using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Names;

/// <summary>Labelled documents as a learner wants them.</summary>
internal static class TrainingSet
{
    /// <summary>A document as the Tagger reads it, and a label for each of its words.</summary>
    public static (Reading Reading, byte[] Labels) Document(List<BioSentence> sentences)
    {
        var reading = new Reading(sentences.Select(sentence => sentence.Tokens));
        var labels = new byte[reading.Words.Length];
        Array.Fill(labels, (byte)Labels.Outside);
        var at = 0;
        foreach (var sentence in sentences)
        {
            foreach (var (first, last, type) in BioFile.Names(sentence.Tags))
                if (TypeOf(type) is { } known) Labels.Mark(labels.AsSpan(at + first, last - first + 1), known);
            at += sentence.Tokens.Length;
        }
        return (reading, labels);
    }

    /// <summary>An article with marked names likewise; a mark that cuts a word marks all of it.</summary>
    public static (Reading Reading, byte[] Labels) Document(AnnotatedArticle article)
    {
        var reading = new Reading(article.Fields[0], article.Fields[1], "en");
        var labels = new byte[reading.Words.Length];
        Array.Fill(labels, (byte)Labels.Outside);
        foreach (var name in article.Names)
        {
            var first = Array.FindIndex(reading.Words, word => word.Field == name.Field && word.End > name.Start);
            var last = Array.FindLastIndex(reading.Words, word => word.Field == name.Field && word.Start < name.End);
            Labels.Mark(labels.AsSpan(first, last - first + 1), TypeOf(name.Type)!.Value);
        }
        return (reading, labels);
    }

    public static NameType? TypeOf(string type) => type switch
    {
        "PER" => NameType.Person,
        "ORG" => NameType.Organisation,
        "LOC" => NameType.Place,
        "NORP" => NameType.Nationality,
        _ => null,
    };

    /// <summary>The sentences of a document with the rows of their features.</summary>
    public static IEnumerable<Example> Examples(Reading reading, byte[] labels, int bits)
    {
        using var features = new Features(reading, Recognition.RuledLabels(reading, Rules.Find(reading, english: true)), bits);
        var room = new int[Features.Most];
        foreach (var (first, end) in reading.SentenceRanges())
        {
            var rows = new int[end - first][];
            for (var at = first; at < end; at++) rows[at - first] = room[..features.Of(at, room)];
            yield return new(rows, labels[first..end]);
        }
    }

    /// <summary>One convention for all sets: a nationality by itself is no place or person, and is one also where the set says nothing; an address is no name.</summary>
    public static void Harmonise(Reading reading, byte[] labels)
    {
        foreach (var (first, last, _) in Labels.Names(labels).ToList())
            if (first == last && reading.Words[first].Kind == TokenKind.Address) labels[first] = Labels.Outside;
            else if (first == last && IsNationality(reading.Words[first])) Labels.Mark(labels.AsSpan(first, 1), NameType.Nationality);
        for (var i = 0; i < labels.Length; i++)
            if (labels[i] == Labels.Outside && IsNationality(reading.Words[i])) Labels.Mark(labels.AsSpan(i, 1), NameType.Nationality);
    }

    private static bool IsNationality(Word word) => word.IsCapitalised && !word.IsCapitals && word.In(Lists.Demonym) && !word.In(Lists.Country | Lists.Given);
}
