namespace IngestPipeline.Faults;

/// <summary>The outcomes as a Markdown table, whose last line counts the articles.</summary>
internal static class Table
{
    /// <summary>One trial, as soon as it is over.</summary>
    public static void Write(TextWriter writer, Outcome outcome)
    {
        writer.WriteLine($"row {outcome.Row} seed {outcome.Seed}: sent {outcome.Sent}, published {outcome.Published}, quarantined {outcome.Quarantined}, lost {outcome.Lost}, "
            + $"duplicates {outcome.Duplicates}, {Outcome.Text(outcome.Took)} s{(outcome.Notes.Count > 0 ? $"; {string.Join("; ", outcome.Notes)}" : "")}{(outcome.Holds ? "" : " FAILED")}");
        foreach (var problem in outcome.Problems)
            writer.WriteLine($"  {problem}");
    }

    /// <summary>All trials.</summary>
    public static async Task Write(TextWriter writer, IReadOnlyList<Row> rows, IReadOnlyList<Outcome> outcomes, string versions)
    {
        await writer.WriteLineAsync($"{versions}\n");
        await writer.WriteLineAsync("| Row | Fault | Seed | Sent | Published | Quarantined | Lost | Duplicates | Other ids | To rest, s | Still, s | Ends | Memory, MB | Took, s | Holds | Figures |");
        await writer.WriteLineAsync("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var one in outcomes)
        {
            await writer.WriteLineAsync($"| {one.Row} | {rows.First(row => row.Number == one.Row).Fault} | {one.Seed} | {one.Sent} | {one.Published} | {one.Quarantined} | {one.Lost} | {one.Duplicates} | {one.OtherIds} | "
                + $"{Outcome.Text(one.Settled)} | {Outcome.Text(one.Stalled)} | {one.Ends} | {Outcome.Text(one.Memory)} | {Outcome.Text(one.Took)} | {(one.Holds ? "yes" : "NO")} | {string.Join("; ", one.Notes.Concat(one.Problems)).Replace('|', '/')} |");
        }
        await writer.WriteLineAsync($"\n{outcomes.Count} trials, {outcomes.Count(one => one.Holds)} held. Articles: {outcomes.Sum(one => one.Sent)} sent, {outcomes.Sum(one => one.Published)} published, "
            + $"{outcomes.Sum(one => one.Quarantined)} quarantined, {outcomes.Sum(one => one.Lost)} lost.");
    }
}
