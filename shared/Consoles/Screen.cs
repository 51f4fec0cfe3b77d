using Spectre.Console;

namespace IngestPipeline.Consoles;

/// <summary>The terminal, or what stands in for it.</summary>
public static class Screen
{
    private const int WidthOfAFile = 140;

    /// <summary>A console on a writer; wide enough for the tables where there is no terminal to ask.</summary>
    /// <param name="writer">Standard output or standard error.</param>
    public static IAnsiConsole On(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthOfAFile;
            console.Profile.Capabilities.Ansi = false;
        }
        return console;
    }

    /// <summary>Shows a bar while something goes on; nothing where there is no terminal to draw it on.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="total">How much there is.</param>
    /// <param name="names">One bar each.</param>
    /// <param name="work">Gets a call that moves a bar on, by its index, to where it stands then.</param>
    public static Task Progress(this IAnsiConsole console, int total, IReadOnlyList<string> names, Func<Action<int, int>, Task> work) =>
        console.Profile.Out.IsTerminal
            ? console.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(progress =>
                {
                    var bars = names.Select(name => progress.AddTask(name, maxValue: Math.Max(1, total))).ToArray();
                    return work((bar, value) => bars[bar].Value = value);
                })
            : work((_, _) => { });
}
