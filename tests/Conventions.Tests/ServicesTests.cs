using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;
using IBusRegistrationConfigurator = MassTransit.IBusRegistrationConfigurator;

namespace IngestPipeline.Conventions.Tests;

/// <summary>Every service has the same known files, and its options hold as they come.</summary>
public sealed class ServicesTests
{
    private const int LongestStart = 10, LongestConsole = 40, LongestReadme = 60;
    private static readonly string[] Consoles = ["Cli", "Standalone"];

    public static TheoryData<string> All => [.. Repository.Projects("services").Keys];
    public static TheoryData<string> Stages => [.. Repository.Projects("services").Keys.Except(Consoles)];

    [Theory, MemberData(nameof(All))]
    public void It_has_a_short_README(string service)
    {
        Repository.Has($"services/{service}/README.md").ShouldBeTrue();

        Repository.Lines($"services/{service}/README.md")[0].ShouldStartWith("# ");
        Repository.Lines($"services/{service}/README.md").Length.ShouldBeLessThanOrEqualTo(LongestReadme);
    }

    [Theory, MemberData(nameof(All))]
    public void It_starts_in_a_few_lines(string service) =>
        Repository.Lines($"services/{service}/Program.cs").Length.ShouldBeLessThanOrEqualTo(Consoles.Contains(service) ? LongestConsole : LongestStart);

    [Theory, MemberData(nameof(Stages))]
    public void All_that_it_registers_is_behind_one_Add(string service)
    {
        var type = Assembly.Load($"IngestPipeline.{service}").GetType($"IngestPipeline.{service}.{service}Service").ShouldNotBeNull();

        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

        methods.Select(method => method.Name).ShouldBe([$"Add{service}"]);
        methods[0].GetParameters()[0].ParameterType.ShouldBe(typeof(IBusRegistrationConfigurator));
        Repository.Read($"services/{service}/Program.cs").ShouldContain($"bus.Add{service}()");
    }

    [Fact]
    public void There_are_the_four_stages_and_two_consoles() =>
        Repository.Projects("services").Keys.ShouldBe(["Cli", "Deduplicator", "Fetcher", "Publisher", "Standalone", "Tagger"], ignoreOrder: true);

    [Fact]
    public void Options_are_valid_as_they_come()
    {
        foreach (var type in OptionsClasses())
        {
            var options = Activator.CreateInstance(type)!;
            var errors = new List<ValidationResult>();

            Validator.TryValidateObject(options, new(options), errors, validateAllProperties: true).ShouldBeTrue(type.Name + string.Concat(errors));
            var validators = type.Assembly.GetTypes()
                .Where(validator => validator.IsAssignableTo(typeof(IValidateOptions<>).MakeGenericType(type)) && validator.GetConstructor([]) is not null).ToList();
            validators.ShouldNotBeEmpty(type.Name);
            foreach (var validator in validators)
            {
                var result = (ValidateOptionsResult)validator.GetMethod("Validate")!.Invoke(Activator.CreateInstance(validator), [null, options])!;
                result.Failed.ShouldBeFalse(result.FailureMessage);
            }
        }
    }

    [Fact]
    public void Options_are_sealed_set_once_and_each_says_its_values()
    {
        foreach (var type in OptionsClasses())
        {
            var service = type.Namespace!.Split('.')[^1];
            var source = Repository.Read($"services/{service}/{type.Name}.cs");

            type.Name.ShouldBe($"{service}Options");
            type.IsSealed.ShouldBeTrue(type.Name);
            type.GetProperties().ShouldAllBe(property => property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));
            source.Split("/// <value>").Length.ShouldBe(type.GetProperties().Length + 1, $"{type.Name}: one <value> a property");
            Repository.Read($"services/{service}/{service}Service.cs").ShouldContain($"BindConfiguration(\"{service}\").ValidateOnStart()");
        }
    }

    private static List<Type> OptionsClasses()
    {
        var found = Stages.SelectMany(stage => Assembly.Load($"IngestPipeline.{stage.Data}").GetExportedTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)).ToList();
        found.ShouldContain(typeof(Fetcher.FetcherOptions));
        return found;
    }
}
