namespace IngestPipeline.Deduplicator;

/// <summary>One end of a scaled edge.</summary>
/// <param name="Other">Place of the other family.</param>
/// <param name="Nearness">0 and up; near 1 between two that are each other's nearest.</param>
internal readonly record struct Tie(int Other, double Nearness);

/// <summary>Groups of families that are joined, the two nearest first: the agglomeration of <see cref="Stories"/>.</summary>
/// <param name="ties">For each family those to others, the nearest first; the same from both ends.</param>
/// <param name="from">Nearness from which groups are joined.</param>
internal sealed class StoryGroups(Tie[][] ties, double from)
{
    private const int Nearest = 3, Speakers = 6;

    private readonly List<int>?[] _members = [.. Enumerable.Range(0, ties.Length).Select(place => new List<int> { place })];
    private readonly int[] _group = [.. Enumerable.Range(0, ties.Length)];
    private readonly long[] _offeredBy = new long[ties.Length];
    private readonly PriorityQueue<(int One, int Other, int Members), (double, int, int)> _queue = new();

    /// <returns>The groups, each with its earliest family first.</returns>
    public IEnumerable<List<int>> Joined()
    {
        for (var place = 0; place < ties.Length; place++)
        {
            foreach (var tie in ties[place])
            {
                if (tie.Other > place)
                    Offer(place, tie.Other);
            }
        }
        while (_queue.TryDequeue(out var pair, out _))
        {
            // Groups only grow: a pair that has more members now than when it was offered has been offered anew.
            if (_members[pair.One] is not { } members || _members[pair.Other] is not { } others || members.Count + others.Count != pair.Members)
                continue;
            Join(pair.One, members, others);
            _members[pair.Other] = null;
            OfferAnew(pair.One, members);
        }
        return _members.OfType<List<int>>();
    }

    private void Offer(int one, int other)
    {
        var (first, second) = one < other ? (one, other) : (other, one);
        var (members, others) = (_members[first]!, _members[second]!);
        var nearness = members.Count < others.Count ? Nearness(members, others.Count, second)
            : members.Count > others.Count ? Nearness(others, members.Count, first)
            : (Nearness(members, others.Count, second) + Nearness(others, members.Count, first)) / 2;
        if (nearness >= from)
            _queue.Enqueue((first, second, members.Count + others.Count), (-nearness, first, second));
    }

    // The group whose first member is the earlier goes on, so that a group is named by its earliest member.
    private void Join(int one, List<int> members, List<int> others)
    {
        foreach (var member in others)
            _group[member] = one;
        members.AddRange(others);
    }

    private void OfferAnew(int one, List<int> members)
    {
        // Once for each group that is tied to this one; a mark with the size is new, since groups only grow.
        var mark = ((long)one << 32) + members.Count;
        foreach (var member in members)
        {
            foreach (var tie in ties[member])
            {
                var other = _group[tie.Other];
                if (other == one || _offeredBy[other] == mark)
                    continue;
                _offeredBy[other] = mark;
                Offer(one, other);
            }
        }
    }

    // Of a large group only the six members that are nearest speak: the others have their kept edges among themselves.
    private double Nearness(List<int> few, int many, int group)
    {
        Span<double> spoken = stackalloc double[Speakers];
        var nearest = Math.Min(Nearest, many);
        foreach (var member in few)
        {
            var heard = ToNearest(ties[member], nearest, group);
            for (var at = 0; at < Speakers; at++)
            {
                if (heard > spoken[at])
                    (heard, spoken[at]) = (spoken[at], heard);
            }
        }
        var sum = 0.0;
        foreach (var heard in spoken)
            sum += heard;
        return sum / Math.Min(Speakers, few.Count);
    }

    private double ToNearest(Tie[] own, int nearest, int group)
    {
        var (sum, found) = (0.0, 0);
        foreach (var tie in own)
        {
            if (_group[tie.Other] != group)
                continue;
            sum += tie.Nearness;
            if (++found == nearest)
                break;
        }
        return sum / nearest;
    }
}
