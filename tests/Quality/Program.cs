using System.CommandLine;
using IngestPipeline.Quality;

var folder = new Argument<DirectoryInfo>("dir") { Description = "Folder with docs.jsonl (the intake's fields) and gold.tsv (idA, idB, label)." };
var file = new Argument<FileInfo>("file") { Description = "JSON Lines, also .gz: the intake's fields and story." };
var order = new Option<int?>("--seed") { Description = "Send the articles shuffled by this seed. Default: as they stand." };

var copies = new Command("copies", "Pairs that share a copy cluster against labelled pairs: P, R, F1 per class and in all.") { folder, order };
copies.SetAction((result, token) => Copies.Run(result.GetValue(folder)!, result.GetValue(order), token));
var stories = new Command("stories", "Stories against labelled ones: BCubed and adjusted Rand index.") { file, order };
stories.SetAction((result, token) => Stories.Run(result.GetValue(file)!, result.GetValue(order), token));

return await new RootCommand("Runs the product's own code on labelled files. The last line is one JSON object with the figures.") { copies, stories }
    .Parse(args).InvokeAsync();
