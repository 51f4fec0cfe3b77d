namespace IngestPipeline.Tagger;

/// <summary>
/// A capitalised run into names, left to right. At each word the longest of these wins: an organisation by its head or
/// tail, a place by its head or tail, a phrase of the gazetteer; titles and their modifiers are stepped over and
/// remembered; what is left up to the next of them is an unknown piece, typed by <see cref="Context"/>.
/// Linear in the run but for the search for a tail. Weakness: two unknown names side by side become one.
/// </summary>
internal sealed class Pieces(Reading reading, List<Span> spans)
{
    private readonly Word[] words = reading.Words;
    private bool afterTitle;

    public void Take(int first, int last)
    {
        afterTitle = false;
        var at = Trim(first, last);
        while (at <= last)
        {
            if (Connects(words[at]) && !Starts(at))
                at++;
            else
                at = Step(at, last);
        }
    }

    private static bool Connects(Word word) => !word.IsCapitalised;

    private bool Starts(int at) => at + 1 < words.Length && words[at + 1].Is("-") && words[at].Kind == TokenKind.Word && (at == 0 || !words[at - 1].IsCapitalised);

    /// <summary>Leaves out an opening word that is a capital only by its place.</summary>
    private int Trim(int first, int last)
    {
        var word = words[first];
        if (!word.Opens || first == last || !word.In(Lists.Common)) return first;
        if (word.In(Lists.Known | Lists.Given | Lists.Modifier | Lists.Title | Lists.HeadOf | Lists.OrganisationTail | Lists.PlaceHead)) return first;
        if (Match(first, last).Last > first || reading.InMidSentence(word.Text) > 0) return first;
        return words[first + 1].IsCapitalised ? first + 1 : first;
    }

    private int Step(int at, int last)
    {
        var (match, lists) = Match(at, last);
        if ((lists & (Lists.NotName | Lists.Calendar)) != 0 && (lists & Lists.Trusted) == 0 && !IsNamePart(at, last))
            return SkipTo(match + 1);
        if (match > at && (lists & Lists.Title) != 0 && match < last) return AfterTitle(match + 1);
        var title = TitleAt(at, last);
        if (title >= at && !(match > title && (lists & Lists.Known) != 0)) return title + 1;
        var limit = Limit(at, last);
        var organisation = OrganisationEnd(at, limit);
        var place = PlaceEnd(at, limit);
        if (organisation > match && organisation >= place) return Emit(at, organisation, NameType.Organisation, Evidence.Sure * 0.75);
        if (place > match) return Emit(at, place, NameType.Place, Evidence.Sure * 0.6);
        if (match > at ? IsWhole(match, limit, lists) : (lists & (Lists.SurePlace | Lists.Demonym | Lists.Organisation)) != 0 && Stands(at, match, limit, lists))
            return EmitKnown(at, match, lists);
        return Unknown(at, limit);
    }

    private int AfterTitle(int at)
    {
        afterTitle = true;
        return at;
    }

    private int SkipTo(int at)
    {
        afterTitle = false;
        return at;
    }

    /// <summary>May after a first name or a title; To of To Lam, where the place in the sentence does not explain the capital.</summary>
    private bool IsNamePart(int at, int last)
    {
        if (afterTitle && words[at].In(Lists.Calendar)) return true;
        if (at == last || !words[at + 1].IsCapitalised || words[at + 1].In(Lists.Common | Lists.Calendar | Lists.NotName)) return false;
        return words[at].In(Lists.Given) || (words[at].In(Lists.FamilyFirst | Lists.Vietnamese) && !words[at].In(Lists.Calendar) && !words[at].Opens);
    }

    /// <summary>Whether a known phrase is the whole name: a town of the lists is not when a name goes on (Aung San Suu Kyi).</summary>
    private bool IsWhole(int match, int limit, Lists lists)
    {
        if ((lists & Lists.Known) == 0) return false;
        return (lists & Lists.Trusted) != 0 || match == limit || !words[match + 1].IsCapitalised || words[match + 1].In(Lists.Common | Lists.Known);
    }

    /// <summary>Whether a single known word is the whole name here and not the beginning of a longer one.</summary>
    private bool Stands(int at, int match, int limit, Lists lists)
    {
        if (match == limit || !words[match + 1].IsCapitalised || (lists & Lists.Demonym) != 0) return true;
        var next = words[match + 1];
        if (next.In(Lists.Known | Lists.Calendar | Lists.NotName | Lists.Modifier)) return !words[at].In(Lists.Given);
        if ((lists & Lists.Organisation) != 0) return !next.In(Lists.Common);
        return next.In(Lists.Given | Lists.FamilyFirst | Lists.Vietnamese) && limit > match + 1 && !words[at].In(Lists.Given);
    }

    private int EmitKnown(int at, int last, Lists lists)
    {
        if (afterTitle && last == at && (lists & (Lists.Country | Lists.Demonym | Lists.Organisation)) == 0) return Unknown(at, Limit(at, last));
        var evidence = new Evidence(
            (lists & Lists.Person) != 0 ? Evidence.Sure : 0,
            (lists & Lists.Organisation) != 0 ? 5 : (lists & Lists.MinedOrganisation) != 0 ? 3 : 0,
            (lists & Lists.SurePlace) != 0 ? 5 : (lists & Lists.AnyPlace) != 0 && (lists & Lists.Organisation) == 0 ? 3 : 0,
            (lists & Lists.Demonym) != 0 ? 5.5 : 0);
        return Add(at, last, last > at ? evidence : evidence + Context.Of(reading, at, last, false));
    }

    private int Emit(int at, int last, NameType type, double points) => Add(at, last, Evidence.For(type, points));

    private int Unknown(int at, int limit)
    {
        var last = at;
        while (last < limit && !Breaks(last + 1, limit)) last++;
        while (last > at && !words[last].IsCapitalised && !words[last - 1].Is("-")) last--;
        // Prizes, laws, wars and the like are names too, but none of the published types.
        return words[last].In(Lists.Thing) && !afterTitle ? SkipTo(last + 1) : Add(at, last, Context.Of(reading, at, last, afterTitle));
    }

    private bool Breaks(int at, int limit)
    {
        if (!words[at].IsCapitalised) return false;
        if (words[at].In(Lists.NotName | Lists.Calendar) && !words[at].In(Lists.Given)) return true;
        var (end, lists) = Match(at, limit);
        return (end > at && (lists & Lists.Known) != 0) || (lists & (Lists.Demonym | Lists.Country)) != 0 && !words[at - 1].In(Lists.Given) && !words[at - 1].Is("-");
    }

    private int Add(int first, int last, Evidence evidence)
    {
        spans.Add(new Span(first, last, evidence));
        afterTitle = false;
        return last + 1;
    }

    /// <summary>Where the organisations and places that begin here must end: before a title, save one of an office.</summary>
    private int Limit(int at, int last)
    {
        for (var i = at + 1; i <= last; i++)
            if (words[i].In(Lists.Title) && !words[i].In(Lists.OrganisationTail | Lists.PlaceTail) && i < last && words[i + 1].IsCapitalised)
                return Back(at, i);
            else if (words[i].IsCapitalised && Match(i, last) is var (end, lists) && end > i && end < last && (lists & Lists.Title) != 0)
                return Back(at, i);
        return last;
    }

    private int Back(int at, int title)
    {
        var i = title - 1;
        while (i > at && (!words[i].IsCapitalised || (words[i].In(Lists.Modifier) && !words[i].In(Lists.OrganisationTail)))) i--;
        return i;
    }

    /// <summary>The last word of a title that begins here, with what modifies it; -1 when none does.</summary>
    private int TitleAt(int at, int last)
    {
        var i = at;
        while (i < last && words[i].In(Lists.Modifier) && !words[i].In(Lists.Title) && (words[i + 1].In(Lists.Title | Lists.Modifier) || words[i + 1].Is("-"))) i++;
        if (!words[i].In(Lists.Title)) return -1;
        if (i < last && words[i + 1].Text is "of" or "for") return -1;
        if (i == at && words[i].In(Lists.HeadOf | Lists.OrganisationTail) && i < last) return -1;
        afterTitle = true;
        return i;
    }

    private int OrganisationEnd(int at, int limit)
    {
        var end = -1;
        for (var i = at; i <= limit; i++)
        {
            if (!words[i].IsCapitalised) continue;
            if (i > at && words[i].In(Lists.OrganisationTail) && !OnlyTitleBefore(at, i)) end = i;
            if (words[i].In(Lists.HeadOf) && i + 1 < limit && words[i + 1].Text is "of" or "for") return limit;
        }

        return end;
    }

    private bool OnlyTitleBefore(int at, int tail) => tail == at + 1 && words[at].In(Lists.Calendar | Lists.NotName);

    private int PlaceEnd(int at, int limit)
    {
        var end = -1;
        for (var i = at + 1; i <= limit; i++)
        {
            if (words[i].In(Lists.PlaceTail) && words[i].IsCapitalised) end = i;
            if (words[i].Is("of") && words[i - 1].In(Lists.PlaceOf)) return limit;
        }

        if (end > at || limit == at) return end;
        var next = words[at + 1];
        if (words[at].In(Lists.Direction)) return next.In(Lists.AnyPlace) ? Match(at + 1, limit).Last : -1;
        return words[at].In(Lists.PlaceHead) && !words[at].In(Lists.FamilyFirst | Lists.Vietnamese | Lists.Given) && next.IsCapitalised && !afterTitle && words[at].Text is not "New" and not "El" and not "La"
            ? at + 1 : -1;
    }

    /// <summary>The longest phrase of the gazetteer that begins here, at least one word long.</summary>
    private (int Last, Lists Lists) Match(int at, int last) =>
        Gazetteer.LongestPhrase(words, at, last, Lists.Known | Lists.NotName | Lists.Person | Lists.Title) is var phrase && phrase.Last > at ? phrase : (at, words[at].Lists);
}
