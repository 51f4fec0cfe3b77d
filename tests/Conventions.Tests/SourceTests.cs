using System.Text.RegularExpressions;

namespace IngestPipeline.Conventions.Tests;

/// <summary>What can be read off the sources without compiling them.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 250;

    // A file over the cap: how long it may be at most until it is split. Beside each stands why it is not yet.
    private static readonly Dictionary<string, int> Exceptions = [];

    [Fact]
    public void No_file_is_longer_than_can_be_read_at_one_go()
    {
        var tooLong = Product()
            .Select(file => (file, Lines: Repository.Lines(file).Length))
            .Where(file => file.Lines > Exceptions.GetValueOrDefault(file.file, LongestFile));

        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void No_exception_outlives_its_reason()
    {
        foreach (var file in Exceptions.Keys)
            Repository.Lines(file).Length.ShouldBeGreaterThan(LongestFile, $"{file} needs no exception any more");
    }

    [Fact]
    public void The_clock_and_chance_are_passed_in() => Found(Product(), Clock()).ShouldBeEmpty();

    [Fact]
    public void Nothing_sleeps() => Found(Product().Concat(Repository.Sources("tests")), Sleep()).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_to_do() => Found(Repository.Files.Where(IsText), LeftToDo()).ShouldBeEmpty();

    [Fact]
    public void Only_the_consoles_write_to_the_console() =>
        Found(Product().Where(file => !file.StartsWith("services/Cli/", StringComparison.Ordinal) && !file.StartsWith("services/Standalone/", StringComparison.Ordinal)), ConsoleUse()).ShouldBeEmpty();

    [Fact]
    public void No_file_is_named_for_having_no_subject() =>
        Product().Where(file => NoSubject().IsMatch(Path.GetFileNameWithoutExtension(file))).ShouldBeEmpty();

    [Fact]
    public void Settings_come_from_the_options_and_the_environment_not_from_files() =>
        Repository.Files.Where(file => Path.GetFileName(file).StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();

    [Fact]
    public void Every_file_of_the_product_stands_in_the_namespace_of_its_project()
    {
        foreach (var file in Product().Where(file => Path.GetFileName(file) is not "Program.cs" and not "Telemetry.Reduced.cs"))
            $"\n{Repository.Read(file)}".ShouldContain($"\nnamespace IngestPipeline.{file.Split('/')[1]};", Case.Sensitive, file);
    }

    [Fact]
    public void Every_log_message_has_a_dotted_event_name_that_begins_with_where_it_stands()
    {
        foreach (var file in Product())
        {
            var messages = LogMessage().Matches(Repository.Read(file));
            var folder = file.Split('/')[1].ToLowerInvariant();
            foreach (Match message in messages)
                Regex.IsMatch(message.Value, $@"EventName = ""{folder}\.[a-z_]+\.[a-z_]+""").ShouldBeTrue($"{file}: {message.Value}");
        }
    }

    private static IEnumerable<string> Product() => Repository.Sources("services", "shared");

    private static bool IsText(string file) => Path.GetExtension(file) is ".cs" or ".md" or ".csproj" or ".props" or ".targets" or ".yaml" or ".sql" or ""
        && !file.Contains("/Data/", StringComparison.Ordinal);

    private static IEnumerable<string> Found(IEnumerable<string> files, Regex pattern) =>
        from file in files
        from line in Repository.Lines(file).Index()
        where pattern.IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bRandom\.Shared\b|\bnew Random\(\)|\bGuid\.NewGuid\b|\bEnvironment\.TickCount")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bThread\.Sleep\b")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|X[X]X)\b")]
    private static partial Regex LeftToDo();

    [GeneratedRegex(@"\bConsole\.(Write|Out|Error|Read)")]
    private static partial Regex ConsoleUse();

    [GeneratedRegex("(Helpers?|Utils?|Utilities|Manager|Common|Core|Extensions)$")]
    private static partial Regex NoSubject();

    [GeneratedRegex(@"\[LoggerMessage\([^\]]*\]")]
    private static partial Regex LogMessage();
}
