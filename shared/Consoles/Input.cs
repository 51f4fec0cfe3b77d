namespace IngestPipeline.Consoles;

/// <summary>One article to be dropped: its body as it goes onto the queue.</summary>
/// <param name="Name">What a person calls it: a path, a path with a line number, or a URL.</param>
/// <param name="Stem">The file's name without its ending, with the line number where a file holds several; the AMQP correlation-id.</param>
/// <param name="Body">JSON as <c>SubmitArticle</c>; the bytes as found when they cannot be read, so that the pipeline
/// refuses them with its reason.</param>
public sealed record Input(string Name, string Stem, ReadOnlyMemory<byte> Body);
