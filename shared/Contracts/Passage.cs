namespace IngestPipeline.Contracts;

/// <summary>A run of words that two texts share: UTF-16 offsets into each, ends exclusive.</summary>
/// <param name="Start">Offset in this text.</param>
/// <param name="End">Offset after the run in this text.</param>
/// <param name="OtherStart">Offset in the other text.</param>
/// <param name="OtherEnd">Offset after the run in the other text.</param>
public sealed record Passage(int Start, int End, int OtherStart, int OtherEnd);
