namespace IngestPipeline.Contracts;

/// <summary>One mention of an entity.</summary>
/// <param name="Field"><c>headline</c> or <c>body</c>: <see cref="ArticleFetched.Headline"/> or <see cref="ArticleFetched.Text"/>.</param>
/// <param name="Start">Offset of the first UTF-16 code unit in the field, from 0.</param>
/// <param name="End">Offset after the last one.</param>
/// <param name="Text">The field from start to end.</param>
public sealed record Mention(string Field, int Start, int End, string Text);
