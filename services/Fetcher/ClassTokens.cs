using System.Collections.Frozen;
using System.Runtime.InteropServices;
using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>The words in an element's class, id, role and item property. Words, not substrings: <c>sidebar</c> is not
/// <c>side-by-side</c>, and <c>ad</c> not <c>header</c>.</summary>
/// <remarks>Each name is looked up whole, in its parts (<c>articleBody</c> is <c>article-body</c>) and with its parts run together, without
/// making strings of them: a page has some thousand elements, and this is asked for each.</remarks>
internal static class ClassTokens
{
    private const int Longest = 500;

    private static readonly FrozenDictionary<string, ClassKinds> Words = Read(
        (ClassKinds.Byline, "byline author authors autor auteur writer"),
        (ClassKinds.Comment, "comment comments disqus respond reply replies kommentare commentlist"),
        (ClassKinds.Related, "related recommended recommendations recommendation mostread trending popular readmore morenews jp-relatedposts"),
        (ClassKinds.Junk, """
            nav navbar navigation menu submenu footer sidebar breadcrumb breadcrumbs pagination pager share sharing
            sharedaddy social socials related recommended recommendations recommendation newsletter subscribe subscription signup promo promotion
            advert advertisement advertising ads ad adsense sponsor sponsored cookie cookies consent gdpr modal popup overlay widget
            widgets tags taglist tagcloud hashtag hashtags toolbar banner outbrain taboola teasers bio authorbox aboutauthor
            comment comments disqus respond commentlist kommentare jp-relatedposts noprint screen-reader-text complementary search login register
            masthead contentinfo mostread trending popular readmore morenews print rating ratings feedback copyright disclaimer credits tooltip
            """),
        (ClassKinds.Caption, "caption wp-caption-text figcaption bildunterschrift imagecaption legend"),
        (ClassKinds.Body, "articlebody article body content entry hentry post story text main storybody entrycontent postcontent artikel inhalt contenido"),
        (ClassKinds.ArticleBody, "articlebody"),
        (ClassKinds.Lead, """
            intro introtext lead leadtext leader lede teaser teasertext standfirst dek deck summary subtitle subheadline subline excerpt
            preface abstract vorspann einleitung defaulteinleitung chapo entradilla bajada sommario description
            """),
        (ClassKinds.Kicker, "kicker dachzeile topline overline roofline eyebrow spitzmarke pretitle superheadline supertitle antetitulo occhiello surtitre prefix label"),
        (ClassKinds.Date, "date datum published pubdate publishdate publication posted timestamp time dateline fecha data created entrydate postdate datetime"),
        (ClassKinds.Meta, "meta"));

    private static readonly FrozenDictionary<string, ClassKinds>.AlternateLookup<ReadOnlySpan<char>> ByWord = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // "has-sidebar", "no-comments": the name of a state, not of a thing.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Switches =
        FrozenSet.ToFrozenSet(["has", "no", "with", "without", "open", "enabled", "disabled", "is", "show", "hide"], StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the names of an element say of it.</summary>
    /// <param name="element">With attributes or without.</param>
    /// <param name="known">Values of attributes that were asked for before: those of a page are much the same.</param>
    public static ClassKinds Of(IElement element, Dictionary<string, ClassKinds> known)
    {
        return Seen(element.ClassName) | Seen(element.Id) | Seen(element.GetAttribute("role")) | Seen(element.GetAttribute("itemprop"));

        ClassKinds Seen(string? value)
        {
            if (string.IsNullOrEmpty(value) || value.Length > Longest) return ClassKinds.None;
            ref var kinds = ref CollectionsMarshal.GetValueRefOrAddDefault(known, value, out var exists);
            return exists ? kinds : kinds = Of(value);
        }
    }

    /// <summary>What the value of an attribute says, as names parted by white space; of a value that is too long nothing.</summary>
    public static ClassKinds Of(string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > Longest) return ClassKinds.None;
        var kinds = ClassKinds.None;
        Span<char> lower = stackalloc char[2 * value.Length];
        for (var at = 0; at < value.Length;)
        {
            while (at < value.Length && char.IsWhiteSpace(value[at])) at++;
            var start = at;
            while (at < value.Length && !char.IsWhiteSpace(value[at])) at++;
            if (at > start) kinds |= Name(value.AsSpan(start, at - start), lower);
        }

        return kinds;
    }

    private static ClassKinds Name(ReadOnlySpan<char> name, Span<char> space)
    {
        var whole = space[..Split(name, space)];
        var (kinds, parts, joined) = (ClassKinds.None, 0, 0);
        Span<char> together = stackalloc char[whole.Length];
        for (var at = 0; at < whole.Length;)
        {
            var stop = whole[at..].IndexOfAny("-_:./");
            var end = stop < 0 ? whole.Length : at + stop;
            var part = whole[at..end];
            at = end + 1;
            if (part.Length == 0) continue;
            parts++;
            kinds |= Kinds(part) | (Switches.Contains(part) ? Switch : 0);
            part.CopyTo(together[joined..]);
            joined += part.Length;
        }

        if (parts > 1 && kinds.HasFlag(Switch)) return ClassKinds.None;
        if (parts > 1) kinds |= Kinds(together[..joined]);

        // As it is written, so without what Split put in.
        name.ToLowerInvariant(together);
        return (kinds | Kinds(together[..name.Length])) & ~Switch;
    }

    private const ClassKinds Switch = (ClassKinds)(1 << 30);

    private static ClassKinds Kinds(ReadOnlySpan<char> word) => ByWord.TryGetValue(word, out var kinds) ? kinds : ClassKinds.None;

    // articleBody is article-body; WPBody stays one word.
    private static int Split(ReadOnlySpan<char> name, Span<char> into)
    {
        var length = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1])) into[length++] = '-';
            into[length++] = char.ToLowerInvariant(name[i]);
        }

        return length;
    }

    private static FrozenDictionary<string, ClassKinds> Read(params (ClassKinds Kind, string Words)[] lists)
    {
        var kinds = new Dictionary<string, ClassKinds>(StringComparer.Ordinal);
        foreach (var (kind, words) in lists)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) kinds[word] = kinds.GetValueOrDefault(word) | kind;
        }

        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
