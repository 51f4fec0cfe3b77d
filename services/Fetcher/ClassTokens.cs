using System.Collections.Frozen;
using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>The words in an element's class, id, role and item property. Words, not substrings: <c>sidebar</c> is not
/// <c>side-by-side</c>, and <c>ad</c> not <c>header</c>.</summary>
internal static class ClassTokens
{
    public static readonly FrozenSet<string> Byline = Set("byline", "author", "authors", "autor", "auteur", "writer");

    public static readonly FrozenSet<string> Comment = Set("comment", "comments", "disqus", "respond", "reply", "replies", "kommentare", "commentlist");

    /// <summary>Containers that are never part of an article.</summary>
    public static readonly FrozenSet<string> Junk = Set(
        "nav", "navbar", "navigation", "menu", "submenu", "footer", "sidebar", "breadcrumb", "breadcrumbs", "pagination", "pager", "share", "sharing",
        "sharedaddy", "social", "socials", "related", "recommended", "recommendations", "recommendation", "newsletter", "subscribe", "subscription", "signup", "promo", "promotion",
        "advert", "advertisement", "advertising", "ads", "ad", "adsense", "sponsor", "sponsored", "cookie", "cookies", "consent", "gdpr", "modal", "popup", "overlay", "widget",
        "widgets", "tags", "taglist", "tagcloud", "hashtag", "hashtags", "toolbar", "banner", "outbrain", "taboola", "teasers", "bio", "authorbox", "aboutauthor",
        "comment", "comments", "disqus", "respond", "commentlist", "kommentare", "jp-relatedposts", "noprint", "screen-reader-text", "complementary", "search", "login", "register",
        "masthead", "contentinfo", "mostread", "trending", "popular", "readmore", "morenews", "print", "rating", "ratings", "feedback", "copyright", "disclaimer", "credits", "tooltip");

    public static readonly FrozenSet<string> Caption = Set("caption", "wp-caption-text", "figcaption", "bildunterschrift", "imagecaption", "legend");

    public static readonly FrozenSet<string> Body = Set(
        "articlebody", "article", "body", "content", "entry", "hentry", "post", "story", "text", "main", "storybody", "entrycontent", "postcontent", "artikel", "inhalt", "contenido");

    /// <summary>What stands between headline and text.</summary>
    public static readonly FrozenSet<string> Lead = Set(
        "intro", "introtext", "lead", "leadtext", "leader", "lede", "teaser", "teasertext", "standfirst", "dek", "deck", "summary", "subtitle", "subheadline", "subline", "excerpt",
        "preface", "abstract", "vorspann", "einleitung", "defaulteinleitung", "chapo", "entradilla", "bajada", "sommario", "description");

    /// <summary>What stands over a headline, inside of it.</summary>
    public static readonly FrozenSet<string> Kicker = Set(
        "kicker", "dachzeile", "topline", "overline", "roofline", "eyebrow", "spitzmarke", "pretitle", "superheadline", "supertitle", "antetitulo", "occhiello", "surtitre", "prefix", "label");

    /// <summary>Holds a date.</summary>
    public static readonly FrozenSet<string> Date = Set(
        "date", "datum", "published", "pubdate", "publishdate", "publication", "posted", "timestamp", "time", "dateline", "fecha", "data", "created", "entrydate", "postdate", "datetime");

    private static readonly FrozenSet<string> Switches = Set("has", "no", "with", "without", "open", "enabled", "disabled", "is", "show", "hide");

    /// <summary>The tokens of an element, lower case; also each whole class name without its hyphens.</summary>
    public static HashSet<string> Of(IElement element)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        Add(tokens, element.ClassName);
        Add(tokens, element.Id);
        Add(tokens, element.GetAttribute("role"));
        Add(tokens, element.GetAttribute("itemprop"));
        return tokens;
    }

    private static void Add(HashSet<string> tokens, string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > 500) return;
        foreach (var name in value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var lower = Split(name);
            var parts = lower.Split(['-', '_', ':', '.', '/'], StringSplitOptions.RemoveEmptyEntries);

            // "has-sidebar", "no-comments": the name of a state, not of a thing.
            if (parts.Length > 1 && Array.Exists(parts, Switches.Contains)) continue;
            tokens.UnionWith(parts);
            tokens.Add(name.ToLowerInvariant());
            if (parts.Length > 1) tokens.Add(string.Concat(parts));
        }
    }

    // articleBody is article-body; WPBody stays one word.
    private static string Split(string name)
    {
        var split = new System.Text.StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1])) split.Append('-');
            split.Append(char.ToLowerInvariant(name[i]));
        }

        return split.ToString();
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
