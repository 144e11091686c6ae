namespace Knooppunt.Patterns;

/// <summary>The condition of a rule as a tree of names.</summary>
abstract record Condition
{
    public sealed record Name(string Value) : Condition;

    public sealed record Of(bool All, string Pattern) : Condition;

    public sealed record Not(Condition Part) : Condition;

    public sealed record Both(IReadOnlyList<Condition> Parts) : Condition;

    public sealed record Either(IReadOnlyList<Condition> Parts) : Condition;
}

/// <summary>
/// Reads <c>selection and not 1 of filter_*</c> (rules specification, "Condition"). Binding, strongest first: of, not, and, or.
/// </summary>
sealed class ConditionText
{
    const int MaxTokens = 2000;
    const int MaxDepth = 64;
    readonly List<string> _tokens;
    int _at;
    int _depth;

    ConditionText(List<string> tokens) => _tokens = tokens;

    /// <summary>The tree, or the sentence that says what is wrong.</summary>
    public static (Condition? Tree, string? Wrong) Read(string text)
    {
        if (text.Contains('|', StringComparison.Ordinal))
            return (null, "Aggregations behind a bar (count, near, ...) are old Sigma, obsolete since 2.0; write a correlation document instead (correlation specification, \"Expression of Relationships In The Condition of Sigma Rules\").");
        var tokens = Tokens(text);
        if (tokens.Count == 0)
            return (null, "The condition is empty; name a selection.");
        if (tokens.Count > MaxTokens)
            return (null, $"The condition has more than {MaxTokens} words.");
        var reader = new ConditionText(tokens);
        try
        {
            var tree = reader.Either();
            return reader._at == tokens.Count ? (tree, null) : (null, $"\"{tokens[reader._at]}\" stands where \"and\", \"or\" or the end was expected (rules specification, \"Condition\").");
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
    }

    static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (text[i] is '(' or ')')
            {
                tokens.Add(text[i++].ToString());
            }
            else
            {
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('(' or ')'))
                    i++;
                tokens.Add(text[start..i]);
            }
        }

        return tokens;
    }

    bool Next(string word)
    {
        if (_at >= _tokens.Count || !string.Equals(_tokens[_at], word, StringComparison.OrdinalIgnoreCase))
            return false;
        _at++;
        return true;
    }

    Condition Either()
    {
        var parts = new List<Condition> { Both() };
        while (Next("or"))
            parts.Add(Both());
        return parts.Count == 1 ? parts[0] : new Condition.Either(parts);
    }

    Condition Both()
    {
        var parts = new List<Condition> { Single() };
        while (Next("and"))
            parts.Add(Single());
        return parts.Count == 1 ? parts[0] : new Condition.Both(parts);
    }

    Condition Single()
    {
        if (++_depth > MaxDepth)
            throw new FormatException($"The condition is nested more than {MaxDepth} deep; give a part of it a selection of its own.");
        var single = Inner();
        _depth--;
        return single;
    }

    Condition Inner()
    {
        if (Next("not"))
            return new Condition.Not(Single());
        if (Next("("))
        {
            var inner = Either();
            return Next(")") ? inner : throw new FormatException("A closing parenthesis is missing.");
        }

        if (_at >= _tokens.Count)
            throw new FormatException("The condition ends where a selection was expected.");
        var word = _tokens[_at++];
        if (word == ")" || IsWord(word))
            throw new FormatException($"\"{word}\" stands where a selection was expected.");
        return _at < _tokens.Count && _tokens[_at].Equals("of", StringComparison.OrdinalIgnoreCase) ? Of(word) : new Condition.Name(word);
    }

    Condition.Of Of(string quantity)
    {
        _at++;
        var all = quantity.Equals("all", StringComparison.OrdinalIgnoreCase);
        if (!all && quantity != "1" && !quantity.Equals("any", StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"\"{quantity} of\" is not in the specification; \"1 of\" and \"all of\" are (rules specification, \"Condition\").");
        if (_at >= _tokens.Count || _tokens[_at] is "(" or ")")
            throw new FormatException($"\"{quantity} of\" must be followed by \"them\" or a name, with * where names differ.");
        return new Condition.Of(all, _tokens[_at++]);
    }

    static bool IsWord(string word) => word.Equals("and", StringComparison.OrdinalIgnoreCase) || word.Equals("or", StringComparison.OrdinalIgnoreCase) || word.Equals("of", StringComparison.OrdinalIgnoreCase);
}
