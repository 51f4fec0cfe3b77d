using System.CommandLine;
using IngestPipeline.Benchmarks;

var texts = new Option<FileInfo?>("--texts") { Description = "JSON Lines, also .gz: real texts of about 480 words are taken from it. Default: texts it makes itself." };
var filter = new Option<string>("--filter") { Description = "Which benchmarks, * for any letters.", DefaultValueFactory = _ => "*" };
var pure = new Command("pure", "The pure parts of the Deduplicator, by BenchmarkDotNet: words, grams, comparison.") { texts, filter };
pure.SetAction(result => Pure.Run(result.GetValue(texts), result.GetValue(filter)!));

var store = new Argument<string>("store") { Description = "memory, sqlite, or the connection string of an empty PostgreSQL database." };
var sizes = new Option<int[]>("--sizes") { Description = "At how many stored articles to measure.", DefaultValueFactory = _ => [10_000, 100_000], AllowMultipleArgumentsPerToken = true };
var measured = new Option<int>("--measured") { Description = "How many decisions to measure at each.", DefaultValueFactory = _ => 5_000 };
var copy = new Option<bool>("--copy") { Description = "PostgreSQL: fill it by COPY up to the first size, each article a story of its own." };
var stores = new Command("stores", "Whole decisions on a stream of articles of about 480 words, with their state.") { store, sizes, measured, copy };
stores.SetAction((result, token) => Stores.Run(result.GetValue(store)!, result.GetValue(sizes)!, result.GetValue(measured), result.GetValue(copy), token));

var articles = new Argument<DirectoryInfo>("articles") { Description = "Folder of articles with marked names.", DefaultValueFactory = _ => new("tests/Quality/articles") };
var turns = new Option<int>("--turns") { Description = "How often to measure, five seconds each.", DefaultValueFactory = _ => 5 };
var names = new Command("names", "From raw text to entities on one core, by the Tagger.") { articles, turns };
names.SetAction(result => NameSpeed.Run(result.GetValue(articles)!, result.GetValue(turns)));

var pages = new Argument<DirectoryInfo>("pages") { Description = "Folder of pages, *.html.gz." };
var readings = new Option<int>("--turns") { Description = "How often to read all of them, after once that is not counted.", DefaultValueFactory = _ => 5 };
var memory = new Option<bool>("--memory") { Description = "Say every 1,000 pages how much memory the process has." };
var speed = new Command("pages", "From a page to article and metadata on one core, by the Fetcher.") { pages, readings, memory };
speed.SetAction((result, token) => PageSpeed.Run(result.GetValue(pages)!, result.GetValue(readings), result.GetValue(memory), token));

var servers = new Option<int>("--hosts") { Description = "Servers, of all kinds.", DefaultValueFactory = _ => 200 };
var each = new Option<int>("--pages") { Description = "Pages of each.", DefaultValueFactory = _ => 50 };
var interval = new Option<int>("--interval") { Description = "Milliseconds between two requests to one server.", DefaultValueFactory = _ => 200 };
var postgres = new Option<string?>("--postgres") { Description = "Connection string of an empty database. Default: SQLite." };
var polite = new Command("polite", "Two Fetchers on one database and many servers of this machine: quick, slow, dead, and such as say 429 and 503.") { servers, each, interval, postgres };
polite.SetAction((result, token) => Politeness.Run(result.GetValue(servers), result.GetValue(each), TimeSpan.FromMilliseconds(result.GetValue(interval)), result.GetValue(postgres), token));

var hostile = new Command("hostile", "What becomes of servers that do what no server should.");
hostile.SetAction((_, token) => Hostile.Run(token));

return await new RootCommand("How fast the parts are.") { pure, stores, names, speed, polite, hostile }.Parse(args).InvokeAsync();
