using System.CommandLine;
using System.Globalization;
using IngestPipeline.Consoles;
using IngestPipeline.Hosting;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace IngestPipeline.Cli;

/// <summary><c>ingest quarantine list</c>: the oldest as a table, and how many there are for each reason.</summary>
internal static class QuarantineList
{
    private const int MostRows = 50;
    private const int LongestReason = 160, LongestSubject = 80, IdShown = 13;
    private static readonly string[] Sizes = ["B", "kB", "MB"];

    public static Command Command()
    {
        var limit = new Option<int>("--limit") { Description = "Rows of the table; the totals count all.", HelpName = "N", DefaultValueFactory = _ => MostRows };
        return Quarantine.Verb("list", "Lists messages, oldest first, and how many there are for each reason.", [limit], async (result, _, chosen, _) =>
        {
            var console = Screen.On(Console.Out);
            var table = new Table().Border(TableBorder.Rounded).AddColumns("Age", "Failed at", "Reason", "Source, subject", "Size", "Attempt", "Id");
            foreach (var index in (int[])[0, 4, 6])
                table.Columns[index].NoWrap();
            var reasons = new Tally();
            await foreach (var held in chosen.Messages)
            {
                if (reasons.Total < result.GetValue(limit))
                    table.AddRow(Row(held.Message, held.Body.Length, chosen.Now));
                reasons.Add(held.Message.Reason);
            }

            if (table.Rows.Count > 0)
                console.Write(table);
            reasons.Write(console);
            console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{reasons.Total} in quarantine{(reasons.Total > table.Rows.Count ? $", the {table.Rows.Count} oldest shown" : "")}."));
            return ExitCodes.Done;
        });
    }

    private static Cell[] Row(QuarantinedMessage message, int bytes, DateTimeOffset now) =>
    [
        new(message.Since is { } since ? Ages.Text(now - since) : "?"),
        new(Terminal.Line(message.Queue ?? "?")),
        new(Terminal.Line(message.Reason, LongestReason)),
        new(string.Join('\n', new[] { message.Source, message.Subject }.OfType<string>().Select(text => Terminal.Line(text, LongestSubject)))),
        new(Size(bytes)),
        new(message.Attempt.ToString(CultureInfo.InvariantCulture)),
        // As much of it as tells messages apart and --id needs; "show" has it whole.
        new(Terminal.Line(message.Id[..Math.Min(message.Id.Length, IdShown)])),
    ];

    private static string Size(int bytes)
    {
        var unit = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / Math.Pow(1000, unit):0.#} {Sizes[unit]}");
    }
}
