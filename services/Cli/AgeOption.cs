using System.CommandLine;
using IngestPipeline.Consoles;

namespace IngestPipeline.Cli;

/// <summary>An option that takes a length of time.</summary>
internal static class AgeOption
{
    public static Option<TimeSpan?> New(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "90s|15m|2h|3d",
        CustomParser = result =>
        {
            var age = Ages.Parse(result.Tokens[0].Value);
            if (age is null)
                result.AddError($"{name} takes a number and a unit, such as 90s, 15m, 2h or 3d.");
            return age;
        },
    };
}
