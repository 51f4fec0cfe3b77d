using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IngestPipeline.Text;

/// <summary>Unicode normalisation form C, independent of the machine's culture data.</summary>
/// <remarks>
/// Decompose, order the marks, compose. Source: Unicode Standard Annex 15 and chapter 3.11 and 3.12 of the standard.
/// <see cref="string.Normalize()"/> does nothing when .NET runs without culture data, as this project does.
/// Linear, and without allocation for text below U+0300. Weakness: knows Unicode 14; a later character stays as it is.
/// </remarks>
public static class Nfc
{
    private const int SBase = 0xAC00, LBase = 0x1100, VBase = 0x1161, TBase = 0x11A7, VCount = 21, TCount = 28, SCount = 11172;
    private static readonly Dictionary<int, int[]> Parts = [];
    private static readonly Dictionary<(int, int), int> Composites = [];
    private static readonly Dictionary<int, byte> Classes = [];

    static Nfc()
    {
        foreach (var line in Resource.Lines(typeof(Nfc).Assembly, "nfc.txt")) Read(line);
    }

    /// <summary>The text in form C.</summary>
    /// <param name="text">Any text; an unpaired surrogate stays as it is.</param>
    /// <returns>The same instance when nothing can change.</returns>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0) return text;

        var points = new List<int>(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            Decompose(pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i], points);
        }

        Order(points);
        return Compose(points, text);
    }

    private static void Decompose(int point, List<int> into)
    {
        if (point is >= SBase and < SBase + SCount)
        {
            var s = point - SBase;
            into.Add(LBase + (s / (VCount * TCount)));
            into.Add(VBase + (s % (VCount * TCount) / TCount));
            if (s % TCount > 0) into.Add(TBase + (s % TCount));
            return;
        }

        // A composite's first part may be a composite again; at most four levels in Unicode, never a cycle.
        if (point < 0xC0 || !Parts.TryGetValue(point, out var parts))
        {
            into.Add(point);
            return;
        }

        foreach (var part in parts) Decompose(part, into);
    }

    // Insertion sort inside each run of marks: stable, and runs are short in honest text; capped against the others.
    private static void Order(List<int> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var mark = Class(points[i]);
            if (mark == 0) continue;
            var point = points[i];
            var at = i;
            while (at > 0 && i - at < 64 && Class(points[at - 1]) > mark)
            {
                points[at] = points[at - 1];
                at--;
            }

            points[at] = point;
        }
    }

    private static string Compose(List<int> points, string original)
    {
        var result = new StringBuilder(original.Length);
        var output = new List<int>(points.Count);
        var starter = -1;
        byte last = 0;
        foreach (var point in points)
        {
            var mark = Class(point);
            var adjacent = starter >= 0 && output.Count - 1 == starter;
            if (starter >= 0 && (adjacent || (last < mark && last != 0)) && Pair(output[starter], point) is { } composite)
            {
                output[starter] = composite;
                continue;
            }

            if (mark == 0) starter = output.Count;
            last = mark;
            output.Add(point);
        }

        Span<char> pair = stackalloc char[2];
        foreach (var point in output)
        {
            if (point < 0x10000) result.Append((char)point);
            else result.Append(pair[..new Rune(point).EncodeToUtf16(pair)]);
        }

        return result.ToString();
    }

    private static int? Pair(int first, int second)
    {
        if (first is >= LBase and < LBase + 19 && second is >= VBase and < VBase + VCount)
            return SBase + ((((first - LBase) * VCount) + second - VBase) * TCount);
        if (first is >= SBase and < SBase + SCount && (first - SBase) % TCount == 0 && second is > TBase and < TBase + TCount)
            return first + second - TBase;
        return Composites.TryGetValue((first, second), out var composite) ? composite : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Class(int point) => point < 0x300 ? (byte)0 : Classes.GetValueOrDefault(point);

    private static void Read(string line)
    {
        if (line[0] == '@')
        {
            var fields = line[1..].Split(' ');
            foreach (var range in fields.Skip(1))
            {
                var dash = range.IndexOf('-', StringComparison.Ordinal);
                var (from, to) = dash < 0 ? (Hex(range), Hex(range)) : (Hex(range[..dash]), Hex(range[(dash + 1)..]));
                for (var point = from; point <= to; point++) Classes[point] = byte.Parse(fields[0], CultureInfo.InvariantCulture);
            }

            return;
        }

        var sign = line.AsSpan().IndexOfAny('=', '>');
        var composite = Hex(line[..sign]);
        var parts = line[(sign + 1)..].Split(' ').Select(Hex).ToArray();
        Parts[composite] = parts;
        if (line[sign] == '=') Composites[(parts[0], parts[1])] = composite;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
