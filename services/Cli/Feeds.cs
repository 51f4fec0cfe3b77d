using System.CommandLine;
using System.Globalization;
using IngestPipeline.Consoles;
using IngestPipeline.Storage;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace IngestPipeline.Cli;

/// <summary><c>ingest feeds</c>: which are followed, and how it goes.</summary>
internal static class Feeds
{
    private const int LongestTitle = 60, LongestOutcome = 160;

    public static Command Command() => new("feeds", "Follows feeds: RSS, Atom, JSON Feed, RDF and news sitemaps.") { Add(), List(), Remove(), Import() };

    private static Command Add()
    {
        var urls = Urls();
        var title = new Option<string?>("--title") { Description = "What to call it in the list.", HelpName = "TEXT" };
        return Verb("add", "Follows feeds from now on. What they name now is fetched too.", [urls], [title], (result, database, cancellationToken) => Each(result.GetValue(urls)!, async (url, now) =>
            await FeedTable.Add(database, url, result.GetValue(title), now, cancellationToken) ? null : "is followed already"));
    }

    private static Command Remove()
    {
        var urls = Urls();
        return Verb("remove", "Follows feeds no longer.", [urls], [], (result, database, cancellationToken) => Each(result.GetValue(urls)!, async (url, _) =>
            await FeedTable.Remove(database, url, cancellationToken) ? null : "is not followed"));
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "OPML, as feed readers export it." };
        return Verb("import", "Follows all feeds of an OPML file.", [file], [], async (result, database, cancellationToken) =>
        {
            IReadOnlyList<(Uri Url, string? Title)> feeds;
            try
            {
                await using var stream = result.GetValue(file)!.OpenRead();
                feeds = Opml.Read(stream);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                return await BrokerAddress.Complain(error.Message, ExitCodes.BadUsage);
            }

            var (added, now) = (0, TimeProvider.System.GetUtcNow());
            foreach (var (url, title) in feeds)
                added += await FeedTable.Add(database, url, title, now, cancellationToken) ? 1 : 0;
            Screen.On(Console.Out).WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added} added, {feeds.Count - added} followed already."));
            return ExitCodes.Done;
        });
    }

    private static Command List() => Verb("list", "Lists the feeds that are followed, and how it goes.", [], [], async (_, database, cancellationToken) =>
    {
        var (console, now) = (Screen.On(Console.Out), TimeProvider.System.GetUtcNow());
        var feeds = await FeedTable.All(database, cancellationToken);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Feed", "Polled", "Changed", "Every", "Last poll");
        foreach (var index in (int[])[1, 2, 3])
            table.Columns[index].NoWrap();
        foreach (var feed in feeds)
            table.AddRow(
                new Cell(string.Join('\n', new[] { feed.Title is null ? null : Terminal.Line(feed.Title, LongestTitle), Terminal.Line(feed.Url) }.OfType<string>())),
                new Cell(Ago(feed.PolledAt, now)),
                new Cell(Ago(feed.ChangedAt, now)),
                new Cell(feed.Spacing == 0 ? "" : Ages.Text(TimeSpan.FromMilliseconds(feed.Spacing))),
                new Cell(Terminal.Line(feed.Failures > 1 ? string.Create(CultureInfo.InvariantCulture, $"failed {feed.Failures} times: {feed.Outcome}") : feed.Outcome ?? "not yet polled", LongestOutcome)));
        if (feeds.Count > 0)
            console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{feeds.Count} {(feeds.Count == 1 ? "feed" : "feeds")}."));
        return ExitCodes.Done;
    });

    private static string Ago(DateTimeOffset? at, DateTimeOffset now) => at is { } moment ? Ages.Text(now - moment) : "";

    private static Argument<Uri[]> Urls() => new("url")
    {
        Description = "Addresses of feeds, http or https.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var urls = new List<Uri>();
            foreach (var token in result.Tokens)
            {
                if (Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && HasHost(url))
                    urls.Add(url);
                else
                    result.AddError($"{Terminal.Line(token.Value)} is no http or https address.");
            }
            return [.. urls];
        },
    };

    // Some hosts have no form in ASCII, and only asking for it tells.
    private static bool HasHost(Uri url)
    {
        try
        {
            return url.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    // Gives null, or what is the matter with the address.
    private static async Task<int> Each(Uri[] urls, Func<Uri, DateTimeOffset, Task<string?>> work)
    {
        var (console, now, exitCode) = (Screen.On(Console.Out), TimeProvider.System.GetUtcNow(), ExitCodes.Done);
        foreach (var url in urls)
        {
            var matter = await work(url, now);
            console.WriteLine($"{Terminal.Line(url.AbsoluteUri)} {matter ?? "done"}");
            if (matter is not null)
                exitCode = ExitCodes.Incomplete;
        }
        return exitCode;
    }

    private static Command Verb(string name, string description, Argument[] arguments, Option[] options, Func<ParseResult, Database, CancellationToken, Task<int>> work)
    {
        var postgres = DatabaseAddress.Option();
        var command = new Command(name, description);
        foreach (var argument in arguments)
            command.Add(argument);
        foreach (var option in options.Append(postgres))
            command.Add(option);
        command.SetAction((result, cancellationToken) => DatabaseAddress.With(result.GetValue(postgres), database => work(result, database, cancellationToken)));
        return command;
    }
}
