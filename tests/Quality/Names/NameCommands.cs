using System.CommandLine;
using IngestPipeline.Quality.Boundaries;

namespace IngestPipeline.Quality.Names;

/// <summary>The commands that judge and train what the Tagger knows of names.</summary>
internal static class NameCommands
{
    public static IEnumerable<Command> All => [Sentences(), Ner(), Resolve(), Links(), TrainNer()];

    private static Command Sentences()
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON Lines, also .gz: documents of the form of the GUM corpus, or sentences of that of EWT (doc, text, tokens)." };
        var language = new Option<string>("--language") { Description = "BCP 47.", DefaultValueFactory = _ => "en" };
        var show = new Option<bool>("--show") { Description = "Print what is wrong." };
        var command = new Command("sentences", "Sentences and tokens against those that people cut: P, R, F1 per genre and in all.") { file, language, show };
        command.SetAction(result => BoundaryScore.Run(result.GetValue(file)!, result.GetValue(language)!, result.GetValue(show)));
        return command;
    }

    private static Command Ner()
    {
        var gold = new Argument<FileInfo[]>("gold") { Description = "Tokens with tags, also .gz: token, tab, tag; a blank line between sentences, -DOCSTART- before each document.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<FileInfo?>("--out") { Description = "Where the same tokens go with the tags found." };
        var command = new Command("ner", "Names found against labelled ones: P, R, F1 per type, consistency.") { gold, output };
        command.SetAction(result => Names.Ner.Run(result.GetValue(gold)!, result.GetValue(output)));
        return command;
    }

    private static Command Resolve()
    {
        var file = new Argument<string>("file") { Description = "JSON Lines, also .gz: title, text, mentions (field, start, end, type, entity); or a folder of articles with marked names." };
        var show = new Option<bool>("--show") { Description = "Print what is not resolved rightly." };
        var command = new Command("resolve", "Short names resolved against labelled ones: P, R of persons and organisations.") { file, show };
        command.SetAction(result => Names.Resolve.Run(result.GetValue(file)!, result.GetValue(show)));
        return command;
    }

    private static Command Links()
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON Lines, also .gz, of the form of the GUM corpus: sentences of tokens, mentions with qid." };
        var show = new Option<bool>("--show") { Description = "Print the wrong ones." };
        var command = new Command("links", "Wikidata ids against labelled ones: precision and coverage per kind.") { file, show };
        command.SetAction(result => LinkScore.Run(result.GetValue(file)!, result.GetValue(show)));
        return command;
    }

    private static Command TrainNer()
    {
        var data = new Argument<DirectoryInfo>("data") { Description = "Folder with train and dev, labelled sets." };
        var articles = new Option<DirectoryInfo>("--articles") { Description = "Folder of articles with marked names.", DefaultValueFactory = _ => new("tests/Quality/articles/training") };
        var without = new Option<string[]>("--without") { Description = "Sets to leave out.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var output = new Option<FileInfo?>("--out") { Description = "Where the model goes. Default: nowhere." };
        var seed = new Option<int>("--seed") { Description = "The same seed, the same bytes.", DefaultValueFactory = _ => 1 };
        var command = new Command("train-ner", "Makes the model of names.") { data, articles, without, output, seed };
        command.SetAction(result => NerTraining.Run(result.GetValue(data)!, result.GetValue(articles)!, result.GetValue(without)!, result.GetValue(output), result.GetValue(seed)));
        return command;
    }
}
