using MassTransit;

namespace IngestPipeline.Hosting;

/// <summary>Stands for the published message in the bus's topology: its exchange is <see cref="Names.Articles"/>. The
/// message itself is raw JSON, written by <see cref="RawJsonSerializer"/>.</summary>
[EntityName(Names.Articles)]
public sealed record PublishedArticle;
