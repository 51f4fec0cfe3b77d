using System.CommandLine;
using IngestPipeline.Standalone;

var paths = new Argument<string[]>("path")
{
    Description = "Files (.txt, .html, .json, .jsonl, each also .gz), folders, http and https URLs.",
    Arity = ArgumentArity.OneOrMore,
};
var output = new Option<string?>("--out") { Description = "Write the published messages here, one a line; - for standard output.", HelpName = "FILE.jsonl|-" };
var database = new Option<string?>("--db") { Description = "Keep the state in this SQLite file. Default: a temporary one.", HelpName = "FILE" };
var order = new Option<Order>("--order")
{
    Description = "In which order the articles are sent.",
    HelpName = "name|random:SEED",
    DefaultValueFactory = _ => Order.ByName,
    CustomParser = Order.Parse,
};
var root = new RootCommand("Runs the whole pipeline in one process, without a broker or a database server, and ends when everything has come out.") { paths, output, database, order };
root.SetAction((result, cancellationToken) =>
    new Session(result.GetValue(output), result.GetValue(database), result.GetValue(order)!).Run(result.GetValue(paths)!, cancellationToken));

var parsed = root.Parse(args);
if (parsed.Errors.Count == 0)
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
foreach (var error in parsed.Errors)
    await Console.Error.WriteLineAsync(error.Message);
return Session.BadUsage;
