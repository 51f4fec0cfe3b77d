using IngestPipeline.Hosting;
using IngestPipeline.Tagger;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddBus(bus => bus.AddTagger());
await builder.RunService();
