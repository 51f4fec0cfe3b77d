using IngestPipeline.Deduplicator;
using IngestPipeline.Hosting;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddBus(bus => bus.AddDeduplicator());
await builder.RunService();
