using System.Reflection;
using System.Text;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IngestPipeline.Conventions.Tests;

/// <summary>What other processes see of the contracts: exchanges, queues, and every record with its properties, as text.</summary>
internal static class WireFormat
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Type[] Markers = [typeof(Fetcher.FetcherService), typeof(Deduplicator.DeduplicatorService), typeof(Tagger.TaggerService), typeof(Publisher.PublisherService)];

    /// <summary>The consumers of the four services: what each takes, and its queue as the formatter names it.</summary>
    public static IReadOnlyList<(Type Consumer, Type Message, string Queue)> Consumers { get; } =
    [
        .. from service in Markers
           from type in service.Assembly.GetTypes()
           from message in type.GetInterfaces()
           where message.IsGenericType && message.GetGenericTypeDefinition() == typeof(IConsumer<>)
           orderby type.Name
           select (type, message.GetGenericArguments()[0], Queue(type)),
    ];

    public static string Text()
    {
        var text = new StringBuilder();
        foreach (var (message, exchange) in Exchanges())
            text.Append("exchange of ").Append(message).Append(": ").Append(exchange).Append('\n');
        text.Append('\n');
        foreach (var (consumer, _, queue) in Consumers)
            text.Append("queue of ").Append(consumer.Name).Append(": ").Append(queue).Append('\n');
        foreach (var type in typeof(ArticleFetched).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append('\n');
            foreach (var line in Members(type))
                text.Append(type.Name).Append('.').Append(line).Append('\n');
        }
        return text.ToString();
    }

    // Asked of the bus as the services configure it; nothing connects before it is started.
    private static IEnumerable<(string Message, string Exchange)> Exchanges()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", "amqp://nobody@127.0.0.1/")]);
        builder.AddBus(_ => { });
        var bus = builder.Services.BuildServiceProvider().GetRequiredService<IBus>();
        return Consumers.Select(consumer => consumer.Message).Where(message => message != typeof(RawSubmission)).Append(typeof(PublishedArticle))
            .OrderBy(message => message.Name, StringComparer.Ordinal)
            .Select(message => (message.Name, (string)typeof(WireFormat).GetMethod(nameof(Exchange), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(message).Invoke(null, [bus])!)).ToList();
    }

    private static string Exchange<T>(IBus bus) where T : class => bus.Topology.Message<T>().EntityName;

    private static string Queue(Type consumer)
    {
        var definition = consumer.Assembly.GetTypes().Single(type => type.BaseType == typeof(ConsumerDefinition<>).MakeGenericType(consumer));
        return ((IConsumerDefinition)Activator.CreateInstance(definition)!).GetEndpointName(KebabCaseEndpointNameFormatter.Instance);
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var constant in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).OrderBy(field => field.Name, StringComparer.Ordinal))
            yield return $"{constant.Name} = \"{constant.GetRawConstantValue()}\"";
        var parameters = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name).ToHashSet();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            var kind = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)) ? "required "
                : parameters.Contains(property.Name) ? "positional " : "";
            yield return $"{property.Name}: {kind}{Name(property.PropertyType, Nullability.Create(property))}";
        }
    }

    private static string Name(Type type, NullabilityInfo nullability)
    {
        var mark = nullability.ReadState == NullabilityState.Nullable ? "?" : "";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{value.Name}?";
        if (!type.IsGenericType)
            return type.Name + mark;
        var arguments = type.GetGenericArguments().Zip(nullability.GenericTypeArguments, Name);
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>{mark}";
    }
}
