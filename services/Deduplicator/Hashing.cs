namespace IngestPipeline.Deduplicator;

/// <summary>64-bit hashes that are the same on every machine and in every run: FNV-1a over UTF-16 code units, finished
/// with the mixer of SplitMix64 (Steele, Lea, Flood 2014), so that "smaller than an eighth" is a fair sample.</summary>
internal static class Hashing
{
    /// <summary>What a hash begins with that is worked out unit by unit: <see cref="Next"/>, and <see cref="Mix"/> at the end.</summary>
    public const ulong Seed = 14695981039346656037UL;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Seed;
        foreach (var c in text)
            hash = Next(hash, c);
        return Mix(hash);
    }

    public static ulong Next(ulong hash, char c) => (hash ^ c) * 1099511628211UL;

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
