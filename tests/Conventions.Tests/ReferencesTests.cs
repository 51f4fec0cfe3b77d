using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IngestPipeline.Conventions.Tests;

/// <summary>Who may know whom, and which packages, read from the project files.</summary>
public sealed partial class ReferencesTests
{
    private static readonly string[] Stages = ["Deduplicator", "Fetcher", "Publisher", "Tagger"];

    [Fact]
    public void A_service_knows_shared_only()
    {
        foreach (var (name, file) in Repository.Projects("services").Where(project => project.Key != "Standalone"))
            Targets(file).ShouldAllBe(target => target.StartsWith("shared/", StringComparison.Ordinal), name);
    }

    [Fact]
    public void Standalone_knows_the_four_and_shared()
    {
        var services = Targets(Repository.Projects("services")["Standalone"]).Where(target => !target.StartsWith("shared/", StringComparison.Ordinal));

        services.ShouldBe(Stages.Select(stage => $"services/{stage}/{stage}.csproj"), ignoreOrder: true);
    }

    [Fact]
    public void Contracts_know_nothing()
    {
        var project = XDocument.Parse(Repository.Read(Repository.Projects("shared")["Contracts"]));

        project.Descendants("ProjectReference").Concat(project.Descendants("PackageReference")).Concat(project.Descendants("FrameworkReference")).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_shared_knows_no_service()
    {
        foreach (var (name, file) in Repository.Projects("shared"))
            Targets(file).ShouldAllBe(target => target.StartsWith("shared/", StringComparison.Ordinal), name);
    }

    [Fact]
    public void The_product_knows_no_test()
    {
        foreach (var (name, file) in Repository.Projects("shared").Concat(Repository.Projects("services")))
            Targets(file).ShouldAllBe(target => !target.StartsWith("tests/", StringComparison.Ordinal), name);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("IngestPipeline.sln").Replace('\\', '/');

        foreach (var project in Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)))
            solution.ShouldContain($"\"{project}\"", Case.Sensitive);
    }

    [Fact]
    public void Every_package_has_one_exact_version_and_a_reason()
    {
        var groups = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("ItemGroup").ToList();
        var packages = groups.Elements("PackageVersion").ToList();

        groups.ShouldAllBe(group => !string.IsNullOrWhiteSpace((string?)group.Attribute("Label")));
        packages.Select(package => (string)package.Attribute("Include")!).ShouldBeUnique();
        foreach (var package in packages)
            Exact().IsMatch((string?)package.Attribute("Version") ?? "").ShouldBeTrue(package.ToString());
    }

    [Fact]
    public void No_project_has_a_version_of_its_own()
    {
        foreach (var file in Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file is "Directory.Build.props" or "Directory.Build.targets"))
        {
            var references = XDocument.Parse(Repository.Read(file)).Descendants("PackageReference");
            references.ShouldAllBe(reference => reference.Attribute("Version") == null && reference.Attribute("VersionOverride") == null, file);
        }
    }

    private static IEnumerable<string> Targets(string file) => XDocument.Parse(Repository.Read(file)).Descendants("ProjectReference")
        .Select(reference => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, (string)reference.Attribute("Include")!))).Replace('\\', '/'));

    // No range, no floating star: a clone of today restores the same tomorrow.
    [GeneratedRegex(@"^\d+\.\d+(\.\d+){0,2}(-[0-9A-Za-z.]+)?$")]
    private static partial Regex Exact();
}
