namespace IngestPipeline.Hosting;

/// <summary>Stands for a body that has not been read: see <see cref="Bus.TakeAnyBody"/>.</summary>
public sealed record RawSubmission;
