using System.CommandLine;
using IngestPipeline.Benchmarks;

var texts = new Option<FileInfo?>("--texts") { Description = "JSON Lines, also .gz: real texts of about 480 words are taken from it. Default: texts it makes itself." };
var filter = new Option<string>("--filter") { Description = "Which benchmarks, * for any letters.", DefaultValueFactory = _ => "*" };
var pure = new Command("pure", "The pure parts of the Deduplicator, by BenchmarkDotNet: words, grams, comparison.") { texts, filter };
pure.SetAction(result => Pure.Run(result.GetValue(texts), result.GetValue(filter)!));

return await new RootCommand("How fast the parts are.") { pure }.Parse(args).InvokeAsync();
