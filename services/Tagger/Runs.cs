namespace IngestPipeline.Tagger;

/// <summary>
/// Capitalised runs: words with a capital, joined by what may stand inside a name: <c>of</c> and <c>for</c> after a
/// head (<c>Bank of</c>), <c>and</c> inside such a phrase, particles between names, hyphens without spaces, <c>&amp;</c>.
/// One pass; a run ends with its sentence. What the run is, <see cref="Pieces"/> decides.
/// </summary>
internal static class Runs
{
    /// <summary>Words; keeps the search within a run short on text without any lower case.</summary>
    private const int LongestRun = 40;

    public static IEnumerable<(int First, int Last)> Find(Word[] words)
    {
        var at = 0;
        while (at < words.Length)
        {
            if (!Starts(words, at))
            {
                at++;
                continue;
            }

            var last = End(words, at);
            yield return (at, last);
            at = last + 1;
        }
    }

    private static bool Starts(Word[] words, int at) =>
        words[at].IsCapitalised
        || (at + 2 < words.Length && words[at].Text is "al" or "el" or "ul" or "an" or "ash" or "at" or "as" or "ad" && words[at + 1].Is("-")
            && words[at + 2].IsCapitalised);

    private static int End(Word[] words, int first)
    {
        var last = first;
        if (!words[first].IsCapitalised) last = first + 2;
        while (last - first < LongestRun)
        {
            var next = Next(words, first, last);
            if (next == last) return last;
            last = next;
        }

        return last;
    }

    /// <summary>The last word of the run once it takes in what follows; the same when it takes nothing.</summary>
    private static int Next(Word[] words, int first, int last)
    {
        var at = last + 1;
        if (at >= words.Length || words[at].Sentence != words[last].Sentence) return last;
        var word = words[at];
        if (word.IsCapitalised) return at;
        if (at + 1 >= words.Length || words[at + 1].Sentence != word.Sentence) return last;
        if (word.Text is "of" or "for") return OfPhrase(words, last, at);
        if (word.Text is "and" or "&") return And(words, first, last, at);
        if (word.Is("-")) return word.Glued && words[at + 1].Glued ? Hyphen(words, first, last, at) : SpacedHyphen(words, first, last, at);
        if (word.Kind == TokenKind.Clitic) return Possessive(words, last, at);
        return Words.Particles.Contains(word.Text) ? Particle(words, last, at) : last;
    }

    private static int OfPhrase(Word[] words, int last, int at)
    {
        var head = words[last];
        var target = words[at + 1].Is("the") && at + 2 < words.Length ? at + 2 : at + 1;
        if (!words[target].IsCapitalised || words[target].Sentence != head.Sentence || words[target].In(Lists.Calendar)) return last;
        // A party of somebody, not of something.
        if (words[at].Is("of") && words[target].In(Lists.Given) && !words[target].In(Lists.AnyPlace) && target + 1 < words.Length && words[target + 1].IsCapitalised && words[target + 1].Sentence == head.Sentence) return last;
        var allowed = words[at].Is("of") ? Lists.HeadOf | Lists.PlaceOf : Lists.HeadOf;
        return head.In(allowed) || IsTitle($"{head.Text} of {words[target].Text}") ? target : last;
    }

    private static bool IsTitle(string phrase) => (Gazetteer.Phrase(phrase) & Lists.Title) != 0;

    private static int And(Word[] words, int first, int last, int at)
    {
        if (!words[at + 1].IsCapitalised) return last;
        if (words[at].Is("&")) return at + 1;
        if (words[at + 1].In(Lists.Known | Lists.Given) || words[last].In(Lists.Known | Lists.Given)) return last;
        var inPhrase = false;
        for (var i = first; i < last; i++)
            inPhrase |= words[i].Text is "of" or "for" && words[i - 1].Text is "Ministry" or "Department" or "Office" or "Committee" or "Institute" or "Bureau" or "Commission" or "Centre" or "Center" or "Academy" or "College" or "School" or "Board" or "Council" or "Society" or "Organization" or "Organisation" or "Faculty" or "Association" or "Federation";
        if (inPhrase) return at + 1;
        var tail = at + 1;
        while (tail + 1 < words.Length && words[tail + 1].IsCapitalised && words[tail + 1].Sentence == words[at].Sentence && tail - at < 3) tail++;
        return tail > at + 1 && words[tail].In(Lists.OrganisationTail) && words[last].In(Lists.Common) ? at + 1 : last;
    }

    private static int Hyphen(Word[] words, int first, int last, int at)
    {
        var next = words[at + 1];
        if (next.IsCapitalised)
            return words[last].In(Lists.Known) && next.In(Lists.Known) && Gazetteer.Phrase($"{words[last].Text} - {next.Text}") == Lists.None ? last : at + 1;
        if (next.Kind != TokenKind.Word || words[at + 1].Text.Length > 6 || next.In(Lists.Common))
            return next.Text is "in" or "hye" or "un" or "eun" or "do" or "ho" or "so" or "he" or "the" or "you" && last > first && words[last - 1].In(Lists.FamilyFirst) ? at + 1 : last;
        if (Words.Particles.Contains(next.Text)) return last;
        return last > first ? at + 1 : last;
    }

    /// <summary>Text that was cut into tokens before: Al - Sisi, Moon Jae - in.</summary>
    private static int SpacedHyphen(Word[] words, int first, int last, int at)
    {
        var next = words[at + 1];
        if (words[last].Text is "Al" or "El" or "al" or "el" && next.IsCapitalised) return at + 1;
        return last > first && next.Kind == TokenKind.Word && char.IsLower(next.Text[0]) && next.Text.Length <= 5 && words[last - 1].In(Lists.FamilyFirst) ? at + 1 : last;
    }

    private static int Possessive(Word[] words, int last, int at)
    {
        if (!words[at + 1].IsCapitalised || words[last].In(Lists.Known | Lists.Given)) return last;
        return words[last].Text is "People" or "Workers" or "Women" or "Children" or "Farmers" or "Teachers" or "Writers" or "Students" or "Lawyers" or "Peoples" or "Men" or "Journalists" or "Employers" or "Peasants" ? at + 1 : last;
    }

    private static int Particle(Word[] words, int last, int at)
    {
        if (words[last].In(Lists.SurePlace | Lists.Organisation | Lists.Demonym | Lists.Title)) return last;
        var end = at;
        while (end + 1 < words.Length && end - at < 3 && (Words.Particles.Contains(words[end + 1].Text) || words[end + 1].Is("-"))) end++;
        return end + 1 < words.Length && words[end + 1].IsCapitalised && words[end + 1].Sentence == words[last].Sentence ? end + 1 : last;
    }
}
