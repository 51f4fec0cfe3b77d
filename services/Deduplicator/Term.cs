using System.Buffers;
using System.Numerics;

namespace IngestPipeline.Deduplicator;

/// <summary>A word of a text with how often it stands there, in all, in headline and lead, and with a capital.</summary>
internal record struct Term(Word Word)
{
    public int Times { get; set; }

    public int InLead { get; set; }

    public int Capitalised { get; set; }

    /// <summary>A word that mostly stands with a capital is a name, wherever sentences begin.</summary>
    public readonly bool IsName => Capitalised * 2 > Times;

    /// <summary>Counts the words of a text: in a hash table whose places go by the leading bits of the hash, each with its
    /// chain in order, so that it is read out sorted.</summary>
    /// <param name="headline">May be empty.</param>
    /// <param name="body">Likewise.</param>
    /// <param name="room">For as many terms as there are words.</param>
    /// <returns>The beginning of the room: terms ascending by hash, so that vectors are compared by walking along both.</returns>
    public static Span<Term> Of(ReadOnlySpan<Word> headline, ReadOnlySpan<Word> body, Span<Term> room)
    {
        var words = headline.Length + body.Length;
        var shift = 63 - BitOperations.Log2((uint)Math.Max(1, words));
        var places = 1 << (64 - shift);
        var (unordered, links) = (ArrayPool<Term>.Shared.Rent(words), ArrayPool<int>.Shared.Rent(places + words));
        // Links are places in the room from 1 on; 0 ends a chain.
        var firsts = links.AsSpan(0, places);
        var nexts = links.AsSpan(places, words);
        firsts.Clear();
        var count = 0;
        for (var at = 0; at < words; at++)
        {
            var word = at < headline.Length ? headline[at] : body[at - headline.Length];
            ref var link = ref firsts[(int)(word.Hash >> shift)];
            while (link > 0 && unordered[link - 1].Word.Hash < word.Hash)
                link = ref nexts[link - 1];
            if (link == 0 || unordered[link - 1].Word.Hash != word.Hash)
            {
                unordered[count] = new(word);
                nexts[count] = link;
                link = ++count;
            }
            ref var term = ref unordered[link - 1];
            term.Times++;
            term.InLead += at < headline.Length + StoryVector.LeadWords ? 1 : 0;
            term.Capitalised += word.IsCapitalised ? 1 : 0;
        }
        var ordered = 0;
        foreach (var first in firsts)
        {
            for (var link = first; link > 0; link = nexts[link - 1])
                room[ordered++] = unordered[link - 1];
        }
        ArrayPool<Term>.Shared.Return(unordered);
        ArrayPool<int>.Shared.Return(links);
        return room[..ordered];
    }
}
