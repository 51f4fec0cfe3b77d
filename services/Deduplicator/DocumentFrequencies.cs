using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;

namespace IngestPipeline.Deduplicator;

/// <summary>
/// In how many documents a word occurs: a background compiled from openly licensed texts (Data/README.md), plus what
/// this stream has brought. Without the background the first articles of a stream would have no rare words; without the
/// stream a newsroom's daily words would stay rare for ever.
/// </summary>
internal sealed class DocumentFrequencies
{
    private static readonly (Dictionary<ulong, int> Words, int Documents) Background = ReadBackground();

    private readonly ConcurrentDictionary<ulong, long> _stream = new();
    private long _streamDocuments;

    /// <summary>Key under which the number of documents of the stream is kept among the counts.</summary>
    public const ulong DocumentsKey = 0;

    /// <summary>Takes over counts kept from earlier.</summary>
    public void Load(IEnumerable<(ulong Hash, long Documents)> counts)
    {
        foreach (var (hash, documents) in counts)
        {
            if (hash == DocumentsKey)
                Interlocked.Add(ref _streamDocuments, documents);
            else
                _stream.AddOrUpdate(hash, documents, (_, before) => before + documents);
        }
    }

    /// <summary>Counts one more document.</summary>
    /// <param name="words">Its distinct words.</param>
    public void Add(IEnumerable<ulong> words)
    {
        Interlocked.Increment(ref _streamDocuments);
        foreach (var word in words)
            _stream.AddOrUpdate(word, 1, (_, before) => before + 1);
    }

    /// <returns>Inverse document frequency, ln((N + 1) / (n + 1)) + 1; above 1 for a word that not every document has.</returns>
    /// <remarks>Source: Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988; smoothed.</remarks>
    public double Weight(ulong word)
    {
        var documents = Background.Documents + Interlocked.Read(ref _streamDocuments);
        var occurrences = Background.Words.GetValueOrDefault(word) + _stream.GetValueOrDefault(word);
        return Math.Log((documents + 1.0) / (occurrences + 1.0)) + 1;
    }

    private static (Dictionary<ulong, int> Words, int Documents) ReadBackground()
    {
        using var stream = typeof(DocumentFrequencies).Assembly.GetManifestResourceStream("document-frequencies.tsv.gz")!;
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        var documents = int.Parse(reader.ReadLine()!.Split(' ')[1], CultureInfo.InvariantCulture);
        var words = new Dictionary<ulong, int>();
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            // Folded by the same rule as the texts; the few words that fold alike are added up.
            var hash = Words.Of(line[..tab]) is [var only] ? only.Hash : Hashing.Of(line.AsSpan(0, tab));
            words[hash] = words.GetValueOrDefault(hash) + int.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture);
        }
        return (words, documents);
    }
}
