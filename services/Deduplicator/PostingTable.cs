namespace IngestPipeline.Deduplicator;

/// <summary>
/// Which articles are found by a hash, in memory: a hash table of chains whose links lie in one array, 12 bytes a posting
/// and 4 to 8 for its bucket, since most hashes find one article and a list for each would take ten times the room.
/// Adding and finding cost the length of a chain; not safe for use by several at once.
/// </summary>
internal sealed class PostingTable
{
    private const int None = -1, LinksInBlock = 1 << 16;

    private readonly List<Link[]> _blocks = [];
    private int[] _buckets = Buckets(1 << 10);
    private int _links, _free = None, _count;

    /// <summary>Bytes held.</summary>
    public long Size => ((long)_blocks.Count * LinksInBlock * 12) + ((long)_buckets.Length * 4);

    public void Add(int hash, int article)
    {
        if (++_count > _buckets.Length)
            Grow();
        int at;
        if (_free != None)
        {
            at = _free;
            _free = At(at).Next;
        }
        else
        {
            at = _links++;
            if (at / LinksInBlock == _blocks.Count)
                _blocks.Add(new Link[LinksInBlock]);
        }
        ref var bucket = ref Bucket(hash);
        At(at) = new(hash, article, bucket);
        bucket = at;
    }

    public void Remove(int hash, int article)
    {
        ref var link = ref Bucket(hash);
        while (link != None)
        {
            ref var next = ref At(link);
            if (next.Hash == hash && next.Article == article)
            {
                var freed = link;
                link = next.Next;
                At(freed) = new(0, 0, _free);
                _free = freed;
                _count--;
                return;
            }
            link = ref next.Next;
        }
    }

    public IEnumerable<int> Of(int hash)
    {
        for (var at = Bucket(hash); at != None; at = At(at).Next)
        {
            if (At(at).Hash == hash)
                yield return At(at).Article;
        }
    }

    private static int[] Buckets(int length)
    {
        var buckets = new int[length];
        Array.Fill(buckets, None);
        return buckets;
    }

    private ref Link At(int at) => ref _blocks[at / LinksInBlock][at % LinksInBlock];

    // The low bits of a sampled hash are as good as any.
    private ref int Bucket(int hash) => ref _buckets[hash & (_buckets.Length - 1)];

    private void Grow()
    {
        _buckets = Buckets(_buckets.Length * 2);
        var freed = new HashSet<int>();
        for (var at = _free; at != None; at = At(at).Next)
            freed.Add(at);
        for (var at = 0; at < _links; at++)
        {
            if (freed.Contains(at))
                continue;
            ref var link = ref At(at);
            ref var bucket = ref Bucket(link.Hash);
            link.Next = bucket;
            bucket = at;
        }
    }

    private struct Link(int hash, int article, int next)
    {
        public int Hash = hash, Article = article, Next = next;
    }
}
