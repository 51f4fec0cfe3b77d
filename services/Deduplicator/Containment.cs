using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IngestPipeline.Deduplicator;

/// <summary>
/// How much of one set of grams stands in another, by merging two sorted arrays. Four grams of each are compared with each
/// other at once, and the block whose last is smaller gives way to its next: no branch that could be guessed wrong, as half
/// of a merge's branches are (after Schlegel, Willhalm, Lehner, "Fast sorted-set intersection using SIMD instructions",
/// 2011). Linear in both.
/// </summary>
internal static class Containment
{
    /// <param name="a">Distinct, ascending; may be empty.</param>
    /// <param name="b">Likewise.</param>
    /// <returns>|A ∩ B|.</returns>
    public static int Shared(ulong[] a, ulong[] b)
    {
        int shared = 0, i = 0, j = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            const int Block = 4;
            ref var left = ref MemoryMarshal.GetArrayDataReference(a);
            ref var right = ref MemoryMarshal.GetArrayDataReference(b);
            while (i + Block <= a.Length && j + Block <= b.Length)
            {
                var these = Vector256.LoadUnsafe(ref left, (nuint)i);
                var those = Vector256.LoadUnsafe(ref right, (nuint)j);
                var equal = Vector256.Equals(these, those)
                    | Vector256.Equals(these, Vector256.Shuffle(those, Vector256.Create(1UL, 2, 3, 0)))
                    | Vector256.Equals(these, Vector256.Shuffle(those, Vector256.Create(2UL, 3, 0, 1)))
                    | Vector256.Equals(these, Vector256.Shuffle(those, Vector256.Create(3UL, 0, 1, 2)));
                shared += BitOperations.PopCount(equal.ExtractMostSignificantBits());
                var (mine, other) = (a[i + Block - 1], b[j + Block - 1]);
                i += Block * One(mine <= other);
                j += Block * One(other <= mine);
            }
        }
        return shared + Rest(a.AsSpan(i), b.AsSpan(j));
    }

    /// <returns>|A ∩ B| / |A|, 0 to 1, 0 when A is empty; not symmetric.</returns>
    /// <remarks>Source: Broder, "On the resemblance and containment of documents", 1997.</remarks>
    public static double Of(int shared, int size) => size == 0 ? 0 : (double)shared / size;

    private static int Rest(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int shared = 0, i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            var (mine, other) = (a[i], b[j]);
            shared += One(mine == other);
            i += One(mine <= other);
            j += One(other <= mine);
        }
        return shared;
    }

    // Not "? 1 : 0", which the compiler may turn back into a branch.
    private static byte One(bool condition) => Unsafe.BitCast<bool, byte>(condition);
}
