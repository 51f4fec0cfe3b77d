using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using MassTransit;
using MassTransit.Serialization;

namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>Stands for MassTransit's contexts. A handler may look at its message and publish; whatever else it asks for fails.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy makes a type that inherits from it.")]
internal class Wire : DispatchProxy
{
    private static readonly MethodInfo Publish = typeof(IPublisher).GetMethod(nameof(IPublisher.Publish))!;

    private IPublisher? _publisher;
    private Message? _cause;
    private Dictionary<string, object?> _answers = [];

    /// <summary>Takes what a handler publishes.</summary>
    internal interface IPublisher
    {
        /// <param name="message">What is published.</param>
        /// <param name="pipe">Sets its id and what goes with it.</param>
        /// <param name="cause">The message being handled; null outside any handler.</param>
        /// <param name="cancellationToken">Gives up.</param>
        Task Publish<T>(T message, IPipe<PublishContext<T>> pipe, Message? cause, CancellationToken cancellationToken) where T : class;
    }

    /// <summary>A message as its consumer gets it.</summary>
    public static ConsumeContext<T> Context<T>(T content, Message message, byte[] body, IPublisher publisher) where T : class => Of<ConsumeContext<T>>(publisher, message, new()
    {
        ["get_Message"] = content,
        ["get_CancellationToken"] = CancellationToken.None,
        ["get_ReceiveContext"] = Of<ReceiveContext>(null, null, new()
        {
            ["TryGetPayload"] = false,
            ["get_Body"] = new BytesMessageBody(body),
            ["get_TransportHeaders"] = new DictionarySendHeaders(new Dictionary<string, object?> { [Hosting.Delivery.MessageIdHeader] = message.Id }),
        }),
    });

    /// <summary>The bus, for what is published outside any handler.</summary>
    public static IBus Bus(IPublisher publisher) => Of<IBus>(publisher, null, []);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(Publish) && args is [{ } message, { } pipe, { } token])
            return Publish.MakeGenericMethod(targetMethod.GetGenericArguments()).Invoke(_publisher, [message, pipe, _cause, token]);
        return _answers.TryGetValue(targetMethod.Name, out var answer) ? answer : throw new NotSupportedException($"{targetMethod.DeclaringType?.Name}.{targetMethod.Name}");
    }

    private static T Of<T>(IPublisher? publisher, Message? cause, Dictionary<string, object?> answers) where T : class
    {
        var proxy = Create<T, Wire>();
        var wire = (Wire)(object)proxy;
        (wire._publisher, wire._cause, wire._answers) = (publisher, cause, answers);
        return proxy;
    }
}
