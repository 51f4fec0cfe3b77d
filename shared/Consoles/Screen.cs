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
            console.Profile.Width = WidthOfAFile;
        return console;
    }
}
