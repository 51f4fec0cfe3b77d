namespace IngestPipeline.Tagger;

/// <summary>A stretch of words taken for a name, first and last included, with how strongly each type is believed.</summary>
internal sealed record Span(int First, int Last, Evidence Evidence)
{
    public int Count => Last - First + 1;
}

/// <summary>The types that are told apart.</summary>
internal enum NameType
{
    Person,
    Organisation,
    Place,
    Nationality,
}

/// <summary>Points for each type, in hand-set weights that add up over the mentions of a form.</summary>
internal readonly record struct Evidence(double Person, double Organisation, double Place, double Nationality)
{
    /// <summary>What a rule that leaves no doubt is worth.</summary>
    public const double Sure = 8;

    public NameType Type
    {
        get
        {
            var best = Math.Max(Math.Max(Person, Organisation), Math.Max(Place, Nationality));
            if (best == Nationality) return NameType.Nationality;
            if (best == Person) return NameType.Person;
            return best == Place ? NameType.Place : NameType.Organisation;
        }
    }

    public double Best => Math.Max(Math.Max(Person, Organisation), Math.Max(Place, Nationality));

    /// <summary>The best less the second best.</summary>
    public double Margin
    {
        get
        {
            System.Span<double> points = [Person, Organisation, Place, Nationality];
            points.Sort();
            return points[3] - points[2];
        }
    }

    public static Evidence For(NameType type, double points) => type switch
    {
        NameType.Person => new(points, 0, 0, 0),
        NameType.Organisation => new(0, points, 0, 0),
        NameType.Place => new(0, 0, points, 0),
        _ => new(0, 0, 0, points),
    };

    public static Evidence operator +(Evidence a, Evidence b) =>
        new(a.Person + b.Person, a.Organisation + b.Organisation, a.Place + b.Place, a.Nationality + b.Nationality);
}
