namespace IngestPipeline.Tagger;

/// <summary>
/// What an unknown piece and its neighbours say of its type, in points. Weights set by hand on the development sets;
/// a point is roughly "somewhat more likely than not". Constant work for each piece.
/// Weakness: each clue is judged alone, so three weak ones can outvote a strong one.
/// </summary>
internal static class Context
{
    public static Evidence Of(Reading reading, int first, int last, bool afterTitle)
    {
        var words = reading.Words;
        var evidence = first == last ? Single(words[first]) : Several(words, first, last);
        evidence += Before(words, first, last) + After(words, last, first == last);
        if (afterTitle) evidence += new Evidence(4, 0, 0, 0);
        return evidence;
    }

    private static Evidence Single(Word word)
    {
        double person = 0, organisation = 0, place = 0;
        if (word.IsCapitals && word.Text.Length is >= 2 and <= 6 && !word.Styled && !word.In(Lists.Suffix)) organisation += 2.5;
        if (word.In(Lists.Given)) person += 1;
        if (word.In(Lists.Family)) person += 1.2;
        if (word.In(Lists.FamilyFirst | Lists.Vietnamese)) person += 0.6;
        if (word.In(Lists.MinedPlace)) place += 2;
        if (word.In(Lists.MinedOrganisation)) organisation += 2;
        if (word.In(Lists.City) && !word.In(Lists.Organisation)) place += word.In(Lists.Family | Lists.Given | Lists.FamilyFirst) ? 0.5 : 1.4;
        return new Evidence(person, organisation, place, 0);
    }

    private static Evidence Several(Word[] words, int first, int last)
    {
        double person = 0, organisation = 0, place = 0;
        int count = 0, common = 0;
        for (var i = first; i <= last; i++)
        {
            if (!words[i].IsCapitalised) continue;
            count++;
            if (words[i].In(Lists.Common) && !words[i].In(Lists.Given | Lists.Family | Lists.FamilyFirst | Lists.Vietnamese)) common++;
            if (words[i].IsCapitals && words[i].Text.Length <= 6 && !words[i].Text.Contains('.') && !words[i].Styled) organisation += 1;
            if (words[i].In(Lists.Country | Lists.Demonym)) organisation += 1.2;
            if (words[i].In(Lists.OrganisationTail)) organisation += 0.7;
            if (i > first && words[i].Text is [_, '.']) person += 3;
            if (words[i].Is("&")) organisation += 3;
        }

        if (words[first].In(Lists.Given)) person += 3;
        if (Words.Particles.Contains(words[first].Text)) person += 2;
        if (words[last].In(Lists.Family)) person += 1.2;
        if (words[first].In(Lists.FamilyFirst | Lists.Vietnamese) && count <= 4 && common == 0) person += 2.5;
        if (common == 0 && count <= 4) person += 1.2;
        organisation += common == count ? 0.5 : Math.Min(common, 2) * 1.1;
        return new Evidence(person, organisation, place, 0);
    }

    private static Evidence Before(Word[] words, int first, int last)
    {
        if (first == 0 || words[first - 1].Sentence != words[first].Sentence) return default;
        var before = words[first - 1].Text;
        var single = first == last ? 1 : 0.6;
        if (Words.PlaceBefore.Contains(before)) return new Evidence(0, 0, 2.2 * single, 0);
        if (Words.Kin.Contains(before)) return new Evidence(1.5, 0, 0, 0);
        if (Words.Speech.Contains(before)) return new Evidence(1, 0, 0, 0);
        if (Words.OrganisationBefore.Contains(before)) return new Evidence(0, 1.5, 0, 0);
        return before switch
        {
            "the" or "The" => new Evidence(-2, 1.2, 0.2, 0),
            "of" => Of(words, first - 2),
            "from" => new Evidence(0, 0.2, 0.9, 0),
            "at" => new Evidence(0, 0.8, 0.8, 0),
            "to" => new Evidence(0.2, 0, 0.6, 0),
            "by" or "with" => new Evidence(0.5, 0.4, 0, 0),
            "a" or "an" => new Evidence(-0.5, 0.4, 0, 0),
            "city" or "town" or "province" or "village" or "district" or "state" or "region" or "island" => new Evidence(0, 0, 2.5, 0),
            "," when first > 1 && Words.Kin.Contains(words[first - 2].Text) => new Evidence(1.5, 0, 0, 0),
            _ => default,
        };
    }

    private static Evidence Of(Word[] words, int at) =>
        at >= 0 && words[at].Text is "city" or "town" or "province" or "village" or "district" or "state" or "region" or "island" or "port" or "capital" or "suburb" or "north" or "south" or "east" or "west" or "outskirts"
            ? new Evidence(0, 0, 4, 0) : new Evidence(0, 0.2, 0.5, 0);

    private static Evidence After(Word[] words, int last, bool single)
    {
        if (last + 1 >= words.Length || words[last + 1].Sentence != words[last].Sentence) return default;
        var after = words[last + 1].Text;
        if (Words.Speech.Contains(after)) return new Evidence(1.5, 0.4, 0, 0);
        if (Words.PlaceNext.Contains(after)) return new Evidence(0, 0, single ? 3 : 2, 0);
        if (Words.OrganisationNext.Contains(after)) return new Evidence(-0.5, 1.2, 0, 0);
        if (after is "(" && last + 3 < words.Length && words[last + 2].IsCapitals && words[last + 3].Is(")")) return new Evidence(-1, 4, 0, 0);
        if (after is "'s") return new Evidence(0.3, 0.1, 0.3, 0);
        if (after is "and") return default;
        if (after is not "," || last + 3 >= words.Length) return default;
        if (words[last + 2].Kind == TokenKind.Number && words[last + 2].Text.Length == 2 && words[last + 3].Text is "," or "." or "and") return new Evidence(3, 0, 0, 0);
        if (Words.Speech.Contains(words[last + 2].Text)) return new Evidence(1.5, 0, 0, 0);
        return words[last + 2].In(Lists.SurePlace) ? new Evidence(0, 0, 1.8, 0) : default;
    }
}
