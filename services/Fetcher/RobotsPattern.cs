using System.Text;

namespace IngestPipeline.Fetcher;

/// <summary>The path of a rule: <c>*</c> stands for any characters, a last <c>$</c> for the end.</summary>
/// <remarks>
/// Both sides are brought into one form first: unreserved characters plain, others in upper-case hexadecimal, what is beyond ASCII encoded
/// octet by octet. In a query slash and colon mean the same encoded and plain (the RFC's example). Fitting is greedy, piece by piece
/// from the left: no backtracking, at worst pattern × path. Source: RFC 9309, sections 2.2.2 and 2.2.3; RFC 3986, section 2.
/// </remarks>
internal sealed class RobotsPattern
{
    private const string Hex = "0123456789ABCDEF";

    // What stands between the stars; empty pieces are left out but for the first and the last.
    private readonly string[] pieces;
    private readonly bool isAnchored;

    private RobotsPattern(string normal)
    {
        Length = normal.Length;
        isAnchored = normal[^1] == '$';
        var split = (isAnchored ? normal[..^1] : normal).Split('*');
        pieces = [.. split.Where((piece, at) => piece.Length > 0 || at == 0 || at == split.Length - 1)];
    }

    /// <summary>Characters of the pattern in its normal form, at least 1: the longer of two is the more specific.</summary>
    public int Length { get; }

    /// <summary>The pattern of an Allow or Disallow line.</summary>
    /// <param name="value">One character per octet, no space around it.</param>
    /// <returns>Null when it is empty or begins with neither slash nor star: such a rule says nothing.</returns>
    public static RobotsPattern? Of(string value) => value is ['/' or '*', ..] ? new(Normal(value, isPattern: true)) : null;

    /// <summary>A path and query in the form that patterns are compared with.</summary>
    /// <param name="pathAndQuery">Any text.</param>
    public static string NormalPath(string pathAndQuery)
    {
        var fragment = pathAndQuery.IndexOf('#', StringComparison.Ordinal);
        var path = fragment < 0 ? pathAndQuery : pathAndQuery[..fragment];
        if (path is not ['/', ..]) path = "/" + path;
        return Normal(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(path)), isPattern: false);
    }

    /// <summary>Whether the pattern fits the beginning of a path, or all of it if it ends in <c>$</c>.</summary>
    /// <param name="path">As <see cref="NormalPath"/> gives it.</param>
    public bool Fits(string path)
    {
        if (!path.StartsWith(pieces[0], StringComparison.Ordinal)) return false;
        var at = pieces[0].Length;
        if (pieces.Length == 1) return !isAnchored || at == path.Length;

        foreach (var piece in pieces.AsSpan(1, pieces.Length - 2))
        {
            var found = path.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + piece.Length;
        }

        var last = pieces[^1];
        return isAnchored
            ? path.Length - last.Length >= at && path.EndsWith(last, StringComparison.Ordinal)
            : path.IndexOf(last, at, StringComparison.Ordinal) >= 0;
    }

    private static string Normal(string octets, bool isPattern)
    {
        var normal = new StringBuilder(octets.Length + 16);
        var inQuery = false;
        for (var i = 0; i < octets.Length; i++)
        {
            var c = octets[i];
            inQuery |= c == '?';
            if (c == '%' && i + 2 < octets.Length && char.IsAsciiHexDigit(octets[i + 1]) && char.IsAsciiHexDigit(octets[i + 2]))
            {
                var octet = Convert.ToByte(octets.Substring(i + 1, 2), 16);
                if (IsUnreserved((char)octet) || (inQuery && (char)octet is '/' or ':')) normal.Append((char)octet);
                else Encode(octet);
                i += 2;
            }
            else if (isPattern && (c == '*' || (c == '$' && i == octets.Length - 1)))
            {
                normal.Append(c);
            }
            else if (c is <= ' ' or >= '\x7f' or '*' or '$' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}')
            {
                Encode((byte)c);
            }
            else
            {
                normal.Append(c);
            }
        }

        return normal.ToString();

        void Encode(byte octet) => normal.Append('%').Append(Hex[octet >> 4]).Append(Hex[octet & 15]);
    }

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';
}
