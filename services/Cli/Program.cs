using System.CommandLine;
using IngestPipeline.Cli;

var root = new RootCommand("Works with a running IngestPipeline.") { Drop.Command(), Feeds.Command(), Rerun.Command(), Quarantine.Command() };
var parsed = root.Parse(args);
if (parsed.Errors.Count == 0)
    return await parsed.InvokeAsync();
foreach (var error in parsed.Errors)
    await Console.Error.WriteLineAsync(error.Message);
return ExitCodes.BadUsage;
