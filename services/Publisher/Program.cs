using IngestPipeline.Hosting;
using IngestPipeline.Publisher;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddBus(bus => bus.AddPublisher());
await builder.RunService();
