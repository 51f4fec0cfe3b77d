namespace IngestPipeline.Deduplicator;

/// <summary>Postings read for many articles at once, by hash: one sorted array instead of a list each.</summary>
internal sealed class PostingLists
{
    private readonly Posting[] _postings;
    private readonly Dictionary<int, (int Start, int Count)> _lists;

    private PostingLists(Posting[] postings, Dictionary<int, (int Start, int Count)> lists) => (_postings, _lists) = (postings, lists);

    /// <summary>Those of one hash; none when nothing is found by it.</summary>
    public ReadOnlySpan<Posting> this[int hash] => _lists.TryGetValue(hash, out var list) ? _postings.AsSpan(list.Start, list.Count) : [];

    public static PostingLists Of(IReadOnlyList<Posting> postings)
    {
        var sorted = new Posting[postings.Count];
        for (var at = 0; at < sorted.Length; at++)
            sorted[at] = postings[at];
        Array.Sort(sorted, (one, other) => one.Hash != other.Hash ? one.Hash.CompareTo(other.Hash) : one.Key.CompareTo(other.Key));
        var lists = new Dictionary<int, (int, int)>();
        for (int start = 0, at = 1; at <= sorted.Length; at++)
        {
            if (at < sorted.Length && sorted[at].Hash == sorted[start].Hash)
                continue;
            lists[sorted[start].Hash] = (start, at - start);
            start = at;
        }
        return new(sorted, lists);
    }
}
