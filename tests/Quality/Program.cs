using System.CommandLine;
using IngestPipeline.Quality;
using IngestPipeline.Quality.Languages;
using IngestPipeline.Quality.Names;
using IngestPipeline.Quality.Pages;

var folder = new Argument<DirectoryInfo>("dir") { Description = "Folder with docs.jsonl (the intake's fields) and gold.tsv (idA, idB, label, class)." };
var file = new Argument<FileInfo>("file") { Description = "JSON Lines, also .gz: the intake's fields and story." };
var order = new Option<int?>("--seed") { Description = "Send the articles shuffled by this seed. Default: as they stand." };
var show = new Option<bool>("--show") { Description = "Print what is wrong." };

var copies = new Command("copies", "Pairs that share a copy cluster against labelled pairs: P, R, F1 per class and in all.") { folder, order, show };
copies.SetAction((result, token) => Copies.Run(result.GetValue(folder)!, result.GetValue(order), result.GetValue(show), token));
var stories = new Command("stories", "Stories against labelled ones: BCubed and adjusted Rand index.") { file, order };
stories.SetAction((result, token) => Stories.Run(result.GetValue(file)!, result.GetValue(order), token));

var articles = new Argument<FileInfo>("docs") { Description = "JSON Lines, also .gz: id, title, text." };
var pairs = new Argument<FileInfo?>("pairs") { Description = "Tab-separated, also .gz: which articles share a fifth or more and are left out.", Arity = ArgumentArity.ZeroOrOne };
var output = new Option<DirectoryInfo>("--out") { Description = "Folder to write docs.jsonl and gold.tsv to.", Required = true };
var seed = new Option<int>("--seed") { Description = "The same seed, the same set.", DefaultValueFactory = _ => 1 };
var most = new Option<int?>("--most") { Description = "How many originals at most. Default: all of 150 to 800 words." };
var arrival = new Option<string>("--order") { Description = "In which order they stand.", DefaultValueFactory = _ => "random" };
arrival.AcceptOnlyFromAmong("time", "random", "roundups-first");
var extra = new Option<bool>("--extra") { Description = "Three more classes: corrections, quotations, copies in languages without spaces." };
var strangers = new Option<bool>("--strangers") { Description = "The other items of the round-ups are articles of the set too." };
var generate = new Command("generate", "Makes copies of articles, eleven classes of them, in the form that copies reads.") { articles, pairs, output, seed, most, arrival, extra, strangers };
generate.SetAction(result => CopySet.Generate(result.GetValue(articles)!, result.GetValue(pairs), result.GetValue(output)!, result.GetValue(seed), result.GetValue(most),
    result.GetValue(arrival)!, result.GetValue(extra), result.GetValue(strangers)));

var labels = new Argument<FileInfo>("labels") { Description = "Tab-separated: idA, idB, containment both ways, label." };
var known = new Argument<FileInfo>("pairs") { Description = "Tab-separated: idA, idB, containment both ways; from .6 on they count as abridged." };
var handLabels = new Command("hand-labels", "Brings pairs labelled by hand into the form that copies reads.") { articles, labels, known, output, seed };
handLabels.SetAction(result => CopySet.HandLabels(result.GetValue(articles)!, result.GetValue(labels)!, result.GetValue(known)!, result.GetValue(output)!, result.GetValue(seed)));

var labelled = new Argument<FileInfo>("labelled") { Description = "JSON Lines: text, language (BCP 47), maybe declared." };
var texts = new Argument<DirectoryInfo>("texts") { Description = "Plain text: TAG.txt or TAG/*.txt." };
var languageModel = new Option<FileInfo>("--out") { Description = "File to write the model to.", Required = true };
var grams = new Option<int>("--grams") { Description = "How many n-grams to keep.", DefaultValueFactory = _ => 60_000 };
var language = new Command("language", "Guessed languages against labelled ones.") { labelled, show };
language.SetAction(result => LanguageScore.Run(result.GetValue(labelled)!, result.GetValue(show)));
var trainLanguage = new Command("train-language", "Makes the language model out of plain text.") { texts, languageModel, grams };
trainLanguage.SetAction(result => LanguageTraining.Run(result.GetValue(texts)!, result.GetValue(languageModel)!, result.GetValue(grams)));

var pages = new Argument<DirectoryInfo>("pages") { Description = "Folder of *.html or *.html.gz, bytes as they came." };
var expected = new Option<FileInfo?>("--gold") { Description = "JSON Lines: file, must, mustNot, title, authors, date." };
var extracted = new Option<FileInfo>("--out") { Description = "Where one line a page goes.", Required = true };
var extract = new Command("extract", "Text, title, authors, date, language and canonical URL of pages; against labelled ones where given.") { pages, expected, extracted, show };
extract.SetAction(result => Extract.Run(result.GetValue(pages)!, result.GetValue(expected), result.GetValue(extracted)!, result.GetValue(show)));

var root = new RootCommand("Runs the product's own code on labelled files. The last line is one JSON object with the figures.") { copies, stories, generate, handLabels, language, trainLanguage, extract };
foreach (var command in NameCommands.All) root.Add(command);
return await root.Parse(args).InvokeAsync();
