namespace IngestPipeline.Tagger;

/// <summary>An article as words: headline first, then body, with what the whole article says of a form.</summary>
internal sealed class Reading
{
    private readonly HashSet<string> lowerCase = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> inMidSentence = new(StringComparer.Ordinal);

    /// <param name="headline">May be empty.</param>
    /// <param name="body">May be empty.</param>
    /// <param name="language">BCP 47; empty or <c>und</c> where it is unknown.</param>
    public Reading(string headline, string body, string language)
        : this([headline, body], [Cut(headline, language), Cut(body, language)])
    {
    }

    /// <summary>Text whose tokens and sentences are given, as labelled sets give them; the body, without a headline.</summary>
    /// <param name="sentences">Tokens of each sentence; none of them empty.</param>
    public Reading(IEnumerable<IReadOnlyList<string>> sentences)
        : this(Join(sentences))
    {
    }

    private Reading((string Text, List<Token> Tokens, bool[] Opens) joined)
        : this(["", joined.Text], [([], []), (joined.Tokens, joined.Opens)])
    {
    }

    private Reading(string[] fields, (List<Token> Tokens, bool[] Opens)[] cut)
    {
        Fields = fields;
        var words = new List<Word>(cut.Sum(field => field.Tokens.Count));
        for (var field = 0; field < fields.Length; field++) Read(words, field, cut[field].Tokens, cut[field].Opens);
        Words = [.. words];
        foreach (var word in Words) Count(word);
        IsOnSport = Tagger.Words.Sport.Count(lowerCase.Contains) >= 4;
    }

    public string[] Fields { get; }

    public Word[] Words { get; }

    /// <summary>Number of sentences.</summary>
    public int Sentences { get; private set; }

    /// <summary>Whether it reports on a match: at least four different words of sport.</summary>
    public bool IsOnSport { get; }

    /// <summary>First word and the end of each sentence, in order.</summary>
    public IEnumerable<(int First, int End)> SentenceRanges()
    {
        for (int first = 0, at = 1; at <= Words.Length; at++)
        {
            if (at < Words.Length && Words[at].Sentence == Words[first].Sentence) continue;
            yield return (first, at);
            first = at;
        }
    }

    /// <summary>Words of the longest sentence.</summary>
    public int LongestSentence => SentenceRanges().Select(range => range.End - range.First).DefaultIfEmpty().Max();

    /// <summary>Whether a capitalised form also occurs in lower case.</summary>
    public bool OccursInLowerCase(string form) => lowerCase.Contains(form.ToLowerInvariant());

    /// <summary>How often a form is capitalised where the place alone does not explain it.</summary>
    public int InMidSentence(string form) => inMidSentence.GetValueOrDefault(form);

    private static (List<Token> Tokens, bool[] Opens) Cut(string text, string language)
    {
        var tokens = Tokens.Split(text, language);
        return (tokens, Tagger.Sentences.Openings(text, tokens, language));
    }

    private static (string Text, List<Token> Tokens, bool[] Opens) Join(IEnumerable<IReadOnlyList<string>> sentences)
    {
        var (tokens, opens, text) = (new List<Token>(), new List<bool>(), new System.Text.StringBuilder());
        foreach (var sentence in sentences)
        {
            foreach (var (index, token) in sentence.Index())
            {
                tokens.Add(new Token(text.Length, text.Length + token.Length, Tokens.KindOf(token)));
                opens.Add(index == 0);
                text.Append(token).Append(' ');
            }
        }
        return (text.ToString(), tokens, [.. opens]);
    }

    private void Read(List<Word> words, int field, List<Token> tokens, bool[] opens)
    {
        var text = Fields[field];
        var styled = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (opens[i])
            {
                Sentences++;
                styled = IsStyled(text, tokens, opens, i, field == 0);
            }

            var form = Folding.Fold(text[token.Start..token.End]);
            words.Add(new Word
            {
                Field = field,
                Start = token.Start,
                End = token.End,
                Text = form,
                Kind = token.Kind,
                Sentence = Sentences,
                Styled = styled,
                Opens = opens[i] || (i > 0 && AfterOpening(text, tokens, opens, i)),
                Glued = i > 0 && tokens[i - 1].End == token.Start,
                Lists = token.Kind == TokenKind.Word ? Gazetteer.Of(form) : Lists.None,
            });
        }
    }

    private static bool AfterOpening(string text, List<Token> tokens, bool[] opens, int at)
    {
        var before = tokens[at - 1];
        if (before.Kind == TokenKind.Number) return opens[at - 1];
        return before.Kind == TokenKind.Mark && text[before.Start] is '"' or '“' or '(' or '[' or ':' or '—' or '–' or '•' or '‘' or '*' or '-' or '\''
            && tokens[at].Kind == TokenKind.Word && (opens[at - 1] || text[before.Start] is not '-' and not '(' and not '\'');
    }

    /// <summary>A line of which three quarters of the longer words are capitalised, and no fewer than three.</summary>
    private static bool IsStyled(string text, List<Token> tokens, bool[] opens, int first, bool headline)
    {
        int capitals = 0, letters = 0, i = first;
        for (; i < tokens.Count && (i == first || !opens[i]); i++)
        {
            if (tokens[i].Kind != TokenKind.Word || (tokens[i].Length < 4 && !char.IsUpper(text[tokens[i].Start]))) continue;
            letters++;
            if (char.IsUpper(text[tokens[i].Start])) capitals++;
        }

        var closed = text[tokens[i - 1].End - 1] is '.' or '!' or '?' or '"' or '”';
        return letters >= 4 && capitals * 100 >= letters * 80 && (headline || !closed);
    }

    private void Count(Word word)
    {
        if (word.Kind != TokenKind.Word || word.Styled) return;
        if (char.IsLower(word.Text[0]))
            lowerCase.Add(word.Text);
        else if (!word.Opens)
            inMidSentence[word.Text] = inMidSentence.GetValueOrDefault(word.Text) + 1;
    }
}
