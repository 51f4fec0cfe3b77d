namespace IngestPipeline.Deduplicator;

/// <summary>Members of groups, in memory. Most articles stand alone, in a group of their own name: those take a place in a
/// set, and only larger groups a list.</summary>
internal sealed class GroupTable
{
    private readonly HashSet<long> _alone = [];
    private readonly Dictionary<long, List<long>> _members = [];

    public IReadOnlyList<long> Of(long group) => _members.TryGetValue(group, out var members) ? members : _alone.Contains(group) ? [group] : [];

    public void Join(long group, long member)
    {
        if (group == member && !_members.ContainsKey(group))
            _alone.Add(member);
        else if (_members.TryGetValue(group, out var members))
            members.Add(member);
        else
            _members[group] = _alone.Remove(group) ? [group, member] : [member];
    }

    public void Leave(long group, long member)
    {
        if (!_members.TryGetValue(group, out var members))
            _alone.Remove(member);
        else if (members.Remove(member) && members.Count == 0)
            _members.Remove(group);
    }
}
