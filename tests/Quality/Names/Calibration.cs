using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Names;

/// <summary>The curve from a name's margin to how often such names are right, by logistic regression on labelled documents. Source: Platt 1999.</summary>
internal static class Calibration
{
    private const int Rounds = 2_000;
    private const double Rate = 0.5;

    public static Curve Of(IEnumerable<List<BioSentence>> documents, EntityModel model)
    {
        var names = new List<(double Margin, bool Right)>();
        foreach (var document in documents)
        {
            var (reading, gold) = TrainingSet.Document(document);
            var right = Labels.Names(gold).ToHashSet();
            var margins = new int[reading.Words.Length];
            var labels = model.Label(reading, Recognition.RuledLabels(reading, Rules.Find(reading, english: true)), margins);
            foreach (var name in Labels.Names(labels))
                if (name.Type != NameType.Nationality) names.Add((margins[name.First..(name.Last + 1)].Average(), right.Contains(name)));
        }

        // In units of the mean margin, so that one step size fits.
        var unit = names.Average(name => Math.Abs(name.Margin));
        var (start, slope) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (first, second) = (0.0, 0.0);
            foreach (var (margin, isRight) in names)
            {
                var error = (isRight ? 1 : 0) - (1 / (1 + Math.Exp(-(start + (slope * margin / unit)))));
                (first, second) = (first + error, second + (error * margin / unit));
            }
            (start, slope) = (start + (Rate * first / names.Count), slope + (Rate * second / names.Count));
        }
        return new(Math.Round(start, 4), Math.Round(slope / unit, 6));
    }
}
