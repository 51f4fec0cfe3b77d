namespace IngestPipeline.Deduplicator;

/// <summary>How much of one set of grams stands in another.</summary>
internal static class Containment
{
    /// <param name="a">Distinct, ascending; may be empty.</param>
    /// <param name="b">Likewise.</param>
    /// <returns>|A ∩ B|, by merging: both arrays are read once.</returns>
    public static int Shared(ulong[] a, ulong[] b)
    {
        int shared = 0, i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
        return shared;
    }

    /// <returns>|A ∩ B| / |A|, 0 to 1, 0 when A is empty; not symmetric.</returns>
    /// <remarks>Source: Broder, "On the resemblance and containment of documents", 1997.</remarks>
    public static double Of(int shared, int size) => size == 0 ? 0 : (double)shared / size;
}
