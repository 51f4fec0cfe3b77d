using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>What kinds of elements there are, as far as text is concerned.</summary>
internal static class Blocks
{
    /// <summary>Begins and ends a paragraph.</summary>
    public static bool Is(IElement element) => IsUnit(element) || IsContainer(element) || element.LocalName is "figcaption" or "caption" or "address" or "hr" or "summary";

    /// <summary>Holds text of its own rather than other blocks.</summary>
    public static bool IsUnit(IElement element) =>
        element.LocalName is "p" or "pre" or "li" or "td" or "th" or "dd" or "dt" or "blockquote" || IsHeading(element);

    /// <summary>Holds other blocks.</summary>
    public static bool IsContainer(IElement element) => element.LocalName is "div" or "section" or "article" or "main" or "header" or "footer" or "aside" or "nav"
        or "ul" or "ol" or "dl" or "table" or "tbody" or "thead" or "tr" or "figure" or "form" or "fieldset" or "details" or "center" or "body" or "html";

    /// <summary>Parts no words: a tag that marks letters, and a link or span that opens what holds it.</summary>
    public static bool IsInline(IElement element, bool isFirst) =>
        element.LocalName is "b" or "i" or "em" or "strong" or "u" or "font" or "mark" or "wbr" or "sup" or "sub" or "small" or "abbr"
        || (element.LocalName is "a" or "span" && isFirst);

    public static bool IsHeading(IElement element) => element.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6";

    public static bool IsCaption(IElement element, ClassKinds kinds) => element.LocalName is "figcaption" or "caption" || kinds.HasFlag(ClassKinds.Caption);

    /// <summary>Never text of an article.</summary>
    public static bool IsNever(IElement element) => element.LocalName is "script" or "style" or "noscript" or "template" or "iframe" or "button" or "svg" or "select"
        or "input" or "textarea" or "object" or "embed" or "canvas" or "video" or "audio" or "dialog" or "head" or "math" or "map" or "label";

    public static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true") return true;
        var style = element.GetAttribute("style");
        return style is not null && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase);
    }
}
