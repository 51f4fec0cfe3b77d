using Microsoft.Extensions.Hosting.Internal;

namespace IngestPipeline.Fetcher.Tests;

public sealed class FetcherOptionsTests
{
    [Fact]
    public void Defaults_are_valid() => new FetcherOptionsValidator().Validate(null, new FetcherOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void A_wrong_value_says_which_and_why() =>
        new FetcherOptionsValidator().Validate(null, new FetcherOptions { Retries = 11 }).FailureMessage
            .ShouldBe("Retries: The field FetcherOptions.Retries must be between 0 and 10.");

    [Theory, InlineData("Production", false), InlineData("Development", true)]
    public void Private_addresses_are_no_option_in_production(string environment, bool allowed)
    {
        var validator = new FetcherEnvironmentValidator(new HostingEnvironment { EnvironmentName = environment });

        validator.Validate(null, new FetcherOptions { AllowPrivateAddresses = true }).Succeeded.ShouldBe(allowed);
    }
}
