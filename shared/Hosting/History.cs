using System.Globalization;
using System.Text;
using MassTransit;

namespace IngestPipeline.Hosting;

/// <summary>How often handling a message failed, and why each time: it travels in the message's headers.</summary>
/// <param name="Attempts">Failed deliveries, 0 and up.</param>
/// <param name="FirstFailedAt">When the first of them failed, as ISO 8601 in UTC; empty before.</param>
/// <param name="Lines">One line each; empty before.</param>
internal sealed record History(int Attempts, string FirstFailedAt, string Lines)
{
    private const int LongestLine = 500, LongestHistory = 4000;

    /// <summary>Reads what a message brings. Submissions come from outside: nothing here is trusted to be of the right form.</summary>
    public static History Of(ReceiveContext message) => Of(header => Text(message, header));

    /// <summary>The same from headers that are text already.</summary>
    /// <param name="header">Gives the header of a name; null or empty when there is none.</param>
    public static History Of(Func<string, string?> header) => new(
        int.TryParse(header(Names.AttemptsHeader), CultureInfo.InvariantCulture, out var attempts) ? Math.Clamp(attempts, 0, 1000) : 0,
        header(Names.FirstFailedHeader) ?? "",
        header(Names.HistoryHeader) ?? "");

    /// <summary>Adds a failure.</summary>
    public History With(Exception error, DateTimeOffset at)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return new(Attempts + 1, Attempts == 0 ? time : FirstFailedAt, Append(Lines, $"{time} {error.GetType().Name}: {error.Message}"));
    }

    /// <summary>Adds a line. When all grow longer than 4,000 characters the oldest go, whole: a message can be replayed for ever.</summary>
    /// <param name="lines">Those before; may be empty.</param>
    /// <param name="line">The new one, of any length, line ends in it included: it is cut at 500 characters.</param>
    public static string Append(string lines, string line)
    {
        line = line.ReplaceLineEndings(" ");
        line = line[..Math.Min(line.Length, LongestLine)];
        var all = lines.Length == 0 ? line : $"{lines}\n{line}";
        return all.Length <= LongestHistory ? all : all[(all.IndexOf('\n', all.Length - LongestHistory - 1) + 1)..];
    }

    /// <summary>Writes it into a message's headers.</summary>
    public void WriteTo(IDictionary<string, object?> headers)
    {
        headers[Names.AttemptsHeader] = Attempts;
        headers[Names.FirstFailedHeader] = FirstFailedAt;
        headers[Names.HistoryHeader] = Lines;
    }

    private static string Text(ReceiveContext message, string header) =>
        message.TransportHeaders.TryGetHeader(header, out var value) && value is not null
            ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""
            : "";
}
