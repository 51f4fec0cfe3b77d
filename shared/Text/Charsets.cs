using System.Text;

namespace IngestPipeline.Text;

/// <summary>Encodings by the names that pages and headers use. Source of the equalities: WHATWG Encoding Standard, section 4.2.</summary>
internal static class Charsets
{
    public static Encoding? Named(string? label, bool strict = true)
    {
        var name = label?.Trim(' ', '\t', '\r', '\n', '"', '\'').ToLowerInvariant();
        if (string.IsNullOrEmpty(name)) return null;
        var known = name switch
        {
            "utf8" or "unicode-1-1-utf-8" or "utf-8" or "utf8mb4" => "utf-8",
            // What calls itself Latin-1 or ASCII is windows-1252 in practice, and the standard says so.
            "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "l1" or "ascii" or "us-ascii" or "cp1252" or "x-cp1252" => "windows-1252",
            "iso-8859-9" or "latin5" => "windows-1254",
            "tis-620" or "iso-8859-11" => "windows-874",
            "cp1251" or "win-1251" or "x-cp1251" => "windows-1251",
            "cp1250" or "x-cp1250" => "windows-1250",
            "gb2312" or "gbk" or "x-gbk" or "gb_2312-80" or "chinese" or "gb18030" => "gb18030",
            "sjis" or "x-sjis" or "shift-jis" or "ms932" or "windows-31j" or "ms_kanji" => "shift_jis",
            "euc-kr" or "ks_c_5601-1987" or "korean" or "windows-949" or "ksc5601" => "ks_c_5601-1987",
            "big5-hkscs" or "cn-big5" or "x-x-big5" => "big5",
            "koi8" or "koi" or "koi8_r" => "koi8-r",
            "utf-16" or "utf16" or "ucs-2" => "utf-16",
            _ => name,
        };
        return known.Contains("utf-7", StringComparison.Ordinal) ? null : Get(known, strict);
    }

    private static Encoding? Get(string name, bool strict)
    {
        DecoderFallback decoder = strict ? DecoderFallback.ExceptionFallback : new DecoderReplacementFallback("\uFFFD");
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, decoder)
                ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, decoder);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
