namespace IngestPipeline.Quality;

internal static class Figures
{
    public static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    public static double F1(double precision, double recall) => precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);

    public static double Round(double value) => Math.Round(value, 4);
}
