using System.Text.Json;

namespace IngestPipeline.Faults;

/// <summary>Trials one after the other, and the table of what came of them.</summary>
internal sealed record Campaign
{
    /// <summary>Numbers of the rows; empty for all but the soak.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>First seed.</summary>
    public required int Seed { get; init; }

    /// <summary>How many seeds a row; null for what the row says.</summary>
    public int? Seeds { get; init; }

    /// <summary>Share of each row's articles.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Container image of the broker; null for the installed one.</summary>
    public string? Image { get; init; }

    /// <summary>JSON Lines to which each trial is added; null for none.</summary>
    public string? Results { get; init; }

    /// <summary>Folder for the services' logs.</summary>
    public required string Logs { get; init; }

    /// <summary>Runs all that does not stand in the results yet.</summary>
    /// <returns>0 when all held.</returns>
    public async Task<int> Run(CancellationToken token)
    {
        var done = Results is not null && File.Exists(Results) ? File.ReadLines(Results).Select(line => JsonSerializer.Deserialize<Outcome>(line)!).ToList() : [];
        var rows = Matrix.Rows.Append(Matrix.Soak).Where(row => Rows.Count == 0 ? row != Matrix.Soak : Rows.Contains(row.Number)).ToList();
        if (Rows.FirstOrDefault(number => rows.All(row => row.Number != number)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no row {unknown}.");
            return 2;
        }
        var outcomes = new List<Outcome>();
        await using var rig = await Rig.Start(Image, Logs, token);
        foreach (var row in rows)
        {
            for (var seed = Seed; seed < Seed + (Seeds ?? row.Seeds); seed++)
            {
                var outcome = done.Find(one => one.Row == row.Number && one.Seed == seed);
                if (outcome is null)
                {
                    outcome = await Trial.Run(rig, row, seed, Scale, token);
                    await Keep(outcome, token);
                }
                Table.Write(Console.Error, outcome);
                outcomes.Add(outcome);
            }
        }
        await Table.Write(Console.Out, rows, outcomes, await rig.Versions());
        return outcomes.All(outcome => outcome.Holds) ? 0 : 1;
    }

    private async Task Keep(Outcome outcome, CancellationToken token)
    {
        if (Results is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Results)!);
        await File.AppendAllTextAsync(Results, JsonSerializer.Serialize(outcome) + "\n", token);
    }
}
