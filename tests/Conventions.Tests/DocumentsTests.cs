using System.Text.RegularExpressions;

namespace IngestPipeline.Conventions.Tests;

/// <summary>What documents name is there: commands, paths, links, tables, decisions.</summary>
public sealed partial class DocumentsTests
{
    private static readonly string[] Headings = ["## Context", "## Decision", "## Consequences", "## Refused"];

    public static TheoryData<string> All => [.. Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(All))]
    public void Every_make_command_it_names_exists(string document)
    {
        var targets = Target().Matches(Repository.Read("Makefile")).Select(match => match.Groups[1].Value);

        Snippets(document).SelectMany(code => MakeCommand().Matches(code)).Select(match => match.Groups[1].Value).Except(targets).ShouldBeEmpty(document);
    }

    [Theory, MemberData(nameof(All))]
    public void Every_path_it_names_exists(string document)
    {
        var folder = Path.GetDirectoryName(document)!;
        var links = Link().Matches(Repository.Read(document)).Select(match => match.Groups[1].Value).Where(link => !link.Contains(':', StringComparison.Ordinal));
        var paths = Snippets(document).SelectMany(code => TreePath().Matches(code)).Select(match => match.Value.TrimEnd('.'));

        links.Where(link => !Repository.Has(Path.Combine(folder, link))).ShouldBeEmpty(document);
        paths.Where(path => !Repository.Has(path) && !Repository.Has(Path.Combine(folder, path))).ShouldBeEmpty(document);
    }

    [Fact]
    public void The_first_screen_says_how_to_run_and_to_test()
    {
        Assert.SkipUnless(Repository.Has("README.md"), "There is no README.md at the root yet.");

        var screen = string.Join('\n', Repository.Lines("README.md").Take(60));

        screen.ShouldContain("make run");
        screen.ShouldContain("make test");
        screen.ShouldContain("dotnet run");
        screen.ShouldContain("dotnet test");
    }

    [Fact]
    public void Every_table_of_the_database_is_described_and_says_who_writes_it()
    {
        var readme = Repository.Read("shared/Storage/README.md");
        foreach (var file in Repository.Files.Where(file => file.StartsWith("shared/Storage/Schema/", StringComparison.Ordinal)))
        {
            var sql = Repository.Read(file);
            foreach (Match table in Table().Matches(sql))
            {
                table.Groups[1].Value.ShouldStartWith("-- Written by the ", Case.Sensitive, $"{file}: {table.Groups[2].Value}");
                readme.ShouldContain($"| `{table.Groups[2].Value}` |", Case.Sensitive);
            }
        }
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps_listed_once_and_have_one_form()
    {
        var index = Repository.Read("shared/decisions/README.md");
        var records = Repository.Files.Where(file => file.StartsWith("shared/decisions/0", StringComparison.Ordinal)).ToList();

        records.Select(file => Path.GetFileName(file)[..4]).ShouldBe(Enumerable.Range(1, records.Count).Select(number => number.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var record in records)
        {
            index.Split($"({Path.GetFileName(record)})").Length.ShouldBe(2, record);
            Repository.Lines(record).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(Headings, record);
        }
    }

    private static IEnumerable<string> Snippets(string document)
    {
        var text = Repository.Read(document);
        return Repository.Code(text).Concat(Repository.BlockLines(text));
    }

    [GeneratedRegex("^([a-z][a-z-]*):", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex(@"\bmake +([a-z][a-z-]*)")]
    private static partial Regex MakeCommand();

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    // From the root; a star or an ellipsis stands for many files and is not looked up.
    [GeneratedRegex(@"(?<![\w/.:-])(services|shared|tests|deploy|\.ci)/[\w./-]*(?![\w./*…-])")]
    private static partial Regex TreePath();

    [GeneratedRegex(@"((?:^--[^\n]*\n)*)^create table (\w+)", RegexOptions.Multiline)]
    private static partial Regex Table();
}
