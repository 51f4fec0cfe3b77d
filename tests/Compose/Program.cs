using System.CommandLine;
using System.Net;
using IngestPipeline.Compose;
using IngestPipeline.Support;
using Spectre.Console;

var articles = new Option<int>("--articles") { Description = "How many articles' traces are looked at.", DefaultValueFactory = _ => 1000 };
var feed = new Option<string>("--package-feed") { Description = "full or reduced, for the images.", DefaultValueFactory = _ => "full" };
var only = new Option<string?>("--check") { Description = "Only the check with these words in its name, on a deployment brought up for it." };
var root = new RootCommand("Brings the deployment by compose up, uses it as its users do, and judges it.") { articles, feed, only };
root.SetAction(async parsed =>
{
    await using var receiver = await OtlpReceiver.Start(IPAddress.Any);
    await using var project = new Project(receiver.GrpcPort, parsed.GetValue(feed)!);
    // Volumes that a run before this one left would not be a start from nothing.
    await project.Compose("down", "--volumes", "--timeout", "60");
    var table = new Table().Border(TableBorder.Markdown).AddColumns("Check", "Reach", "Figure", "Holds");
    var failed = 0;
    var all = new Checks(project, receiver, parsed.GetValue(articles)).All;
    var words = parsed.GetValue(only);
    foreach (var (check, reach, run) in all.Where(one => words is null || one.Check.Contains(words, StringComparison.Ordinal) || one.Check == Checks.First))
    {
        string figure;
        var holds = true;
        try
        {
            figure = await run();
        }
        catch (Exception error)
        {
            (figure, holds) = (error.Message, false);
            failed++;
        }
        AnsiConsole.WriteLine($"{check}: {figure}{(holds ? "" : " FAILED")}");
        table.AddRow(Markup.Escape(check), Markup.Escape(reach), Markup.Escape(figure), holds ? "yes" : "NO");
    }
    AnsiConsole.Profile.Width = 400;
    AnsiConsole.Write(table);
    return failed == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
