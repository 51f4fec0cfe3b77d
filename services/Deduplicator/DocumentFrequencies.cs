using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;

namespace IngestPipeline.Deduplicator;

/// <summary>
/// How telling a word is, from the share of documents that have it: for English from a background compiled from openly
/// licensed texts (Data/README.md), and from it alone, so that two texts compare the same on whatever day they arrive; for
/// another language from what the stream has brought in it. That begins with what the background says of words of that
/// length, since frequent words are short everywhere (Zipf, "The Psycho-Biology of Language", 1935), and of names, which
/// are rare; a few dozen articles of the stream outweigh that. Without it every two German articles were one story, by
/// their articles and pronouns. Known weakness: weights of a language without a background drift as the stream goes on.
/// </summary>
internal sealed class DocumentFrequencies
{
    // A language without a background begins as if so many documents had been seen.
    private const double SupposedDocuments = 60;
    private const double ShareOfNames = 0.01;
    private const int LongestLength = 16;

    private static readonly Lazy<Table> Background = new(Table.Read);

    private readonly ConcurrentDictionary<ulong, long> _stream = new();

    /// <summary>Takes over counts kept from earlier.</summary>
    public void Load(IEnumerable<(ulong Key, long Documents)> counts)
    {
        foreach (var (key, documents) in counts)
            _stream.AddOrUpdate(key, documents, (_, before) => before + documents);
    }

    /// <summary>Counts one more document.</summary>
    /// <param name="keys">Of its distinct words: see <see cref="Keys"/>.</param>
    public void Add(IEnumerable<ulong> keys)
    {
        foreach (var key in keys)
            _stream.AddOrUpdate(key, 1, (_, before) => before + 1);
    }

    /// <returns>What a document counts for: its words in its language, and one more document of that language.</returns>
    public static IReadOnlyList<ulong> Keys(IEnumerable<ulong> words, string language)
    {
        var tongue = Tongue(language);
        return [.. words.Select(word => Hashing.Mix(word ^ tongue)), tongue];
    }

    /// <returns>False when the background says all that is used, and counting more of the language would be for nothing.</returns>
    public static bool Learns(string language) => Tongue(language) != Background.Value.Tongue;

    /// <param name="word">A word as it stands in the text.</param>
    /// <param name="isName">Whether it looks like a name there.</param>
    /// <param name="language">BCP 47.</param>
    /// <returns>As <see cref="Weights.Weight"/>.</returns>
    public double Weight(Word word, bool isName, string language) => In(language).Weight(word, isName);

    /// <returns>What words weigh in a language, as of now: ask once for a text.</returns>
    /// <param name="language">BCP 47.</param>
    public Weights In(string language)
    {
        var tongue = Tongue(language);
        var table = Background.Value;
        return tongue == table.Tongue
            ? new(table, null, tongue, 0)
            : new(table, _stream, tongue, SupposedDocuments + _stream.GetValueOrDefault(tongue));
    }

    private static double Idf(double documents, double occurrences) => Math.Log((documents + 1) / (occurrences + 1)) + 1;

    private static ulong Tongue(string language) => Hashing.Of(language.Split('-')[0].ToLowerInvariant());

    /// <summary>What words weigh in one language.</summary>
    internal readonly struct Weights
    {
        private readonly Table _table;
        private readonly ConcurrentDictionary<ulong, long>? _stream;
        private readonly ulong _tongue;
        private readonly double _documents;

        internal Weights(Table table, ConcurrentDictionary<ulong, long>? stream, ulong tongue, double documents) =>
            (_table, _stream, _tongue, _documents) = (table, stream, tongue, documents);

        /// <param name="word">A word as it stands in the text.</param>
        /// <param name="isName">Whether it looks like a name there.</param>
        /// <returns>Inverse document frequency, ln((N + 1) / (n + 1)) + 1: 1 for a word that every document has.</returns>
        /// <remarks>Source: Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988; smoothed.</remarks>
        public double Weight(Word word, bool isName)
        {
            if (_stream is null)
                return _table.Words.TryGetValue(word.Hash, out var known) ? known : _table.Unknown;
            var share = isName || word.IsNumber ? ShareOfNames : _table.ShareOfLength[Math.Min(word.Length, LongestLength)];
            var occurrences = (SupposedDocuments * share) + _stream.GetValueOrDefault(Hashing.Mix(word.Hash ^ _tongue));
            return Idf(_documents, occurrences);
        }
    }

    /// <param name="Tongue">The language it is of.</param>
    /// <param name="Words">What a word weighs.</param>
    /// <param name="Unknown">What any other weighs.</param>
    /// <param name="ShareOfLength">Which share of documents has the word that a running word of that length is, on average.</param>
    internal sealed record Table(ulong Tongue, Dictionary<ulong, double> Words, double Unknown, double[] ShareOfLength)
    {
        public static Table Read()
        {
            using var stream = typeof(DocumentFrequencies).Assembly.GetManifestResourceStream("document-frequencies.tsv.gz")!;
            using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
            var documents = int.Parse(reader.ReadLine()!.Split(' ')[1], CultureInfo.InvariantCulture);
            var words = new Dictionary<ulong, int>();
            var (sum, squares) = (new double[LongestLength + 1], new double[LongestLength + 1]);
            while (reader.ReadLine() is { } line)
            {
                var tab = line.IndexOf('\t', StringComparison.Ordinal);
                var frequency = int.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture);
                // Folded by the same rule as the texts; the few words that fold alike are added up.
                var hash = Deduplicator.Words.Of(line[..tab]) is [var only] ? only.Hash : Hashing.Of(line.AsSpan(0, tab));
                words[hash] = words.GetValueOrDefault(hash) + frequency;
                var length = Math.Min(tab, LongestLength);
                sum[length] += frequency;
                squares[length] += (double)frequency * frequency;
            }
            return new(Hashing.Of("en"), words.ToDictionary(pair => pair.Key, pair => Idf(documents, pair.Value)), Idf(documents, 0), [.. sum.Select((total, length) => total == 0 ? ShareOfNames : squares[length] / total / documents)]);
        }
    }
}
