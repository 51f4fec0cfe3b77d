using System.CommandLine;
using IngestPipeline.Faults;

var rows = new Option<string[]>("--rows") { Description = "Rows to run, by number; 29 is the soak. Default: all others.", AllowMultipleArgumentsPerToken = true };
var seed = new Option<int>("--seed") { Description = "First seed.", DefaultValueFactory = _ => 1 };
var seeds = new Option<int?>("--seeds") { Description = "How many seeds a row. Default: as the matrix says." };
var scale = new Option<double>("--scale") { Description = "Share of each row's articles.", DefaultValueFactory = _ => 1 };
var image = new Option<string?>("--image") { Description = "Container image of the broker, by docker. Default: the installed rabbitmq-server." };
var results = new Option<FileInfo?>("--results") { Description = "JSON Lines to which each trial is added; what stands there is not run again." };
var logs = new Option<DirectoryInfo>("--logs") { Description = "Folder for the services' logs.", DefaultValueFactory = _ => new(Path.Combine(Path.GetTempPath(), "ingest-faults")) };

var root = new RootCommand("Brings faults on the four services under load and judges what came of every article.") { rows, seed, seeds, scale, image, results, logs };
root.SetAction((parsed, token) => new Campaign
{
    Rows = parsed.GetValue(rows) ?? [],
    Seed = parsed.GetValue(seed),
    Seeds = parsed.GetValue(seeds),
    Scale = parsed.GetValue(scale),
    Image = parsed.GetValue(image),
    Results = parsed.GetValue(results)?.FullName,
    Logs = parsed.GetValue(logs)!.FullName,
}.Run(token));
return await root.Parse(args).InvokeAsync();
