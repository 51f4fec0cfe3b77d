namespace IngestPipeline.Deduplicator;

/// <summary>64-bit hashes that are the same on every machine and in every run: FNV-1a over UTF-16 code units, finished
/// with the mixer of SplitMix64 (Steele, Lea, Flood 2014), so that "smaller than an eighth" is a fair sample.</summary>
internal static class Hashing
{
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        return Mix(hash);
    }

    public static ulong Of(ulong first, ulong second, ulong third) =>
        Mix(Mix(Mix(first) + second) + third);

    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
