using System.Text;

namespace Knooppunt.Patterns;

/// <summary>
/// Text with the wildcards of Sigma: <c>*</c> any number of characters, <c>?</c> one, a backslash before either or before a
/// backslash makes it plain; any other backslash is itself (rules specification, "Wildcards" and "Escaping").
/// </summary>
sealed class TextPattern
{
    /// <summary>Stands for any number of characters.</summary>
    public const char Many = '\uFDD0';

    const char One = FixedStretch.One;
    const char Dash = FixedStretch.Dash;

    readonly string _text;
    readonly Shape _shape;
    readonly StringComparison _comparison;
    // What stands between the stars.
    readonly FixedStretch[] _stretches;
    readonly bool _fromStart;
    readonly bool _toEnd;
    // Whether any one character may stand somewhere: those are counted as characters, which may be of two code units.
    readonly bool _hasOne;
    // What is looked for where that is plain ASCII; null otherwise.
    readonly AsciiPart? _ascii;

    enum Shape : byte
    {
        Exact,
        Prefix,
        Suffix,
        Inside,
        Free,
    }

    TextPattern(string parts, bool cased)
    {
        Cased = cased;
        _comparison = cased ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        (_text, _shape) = Classify(parts);
        _hasOne = parts.Contains(One, StringComparison.Ordinal);
        (_fromStart, _toEnd) = (!parts.StartsWith(Many), !parts.EndsWith(Many));
        _stretches = [.. parts.Trim(Many).Split(Many, StringSplitOptions.RemoveEmptyEntries).Select(stretch => new FixedStretch(stretch, _comparison))];
        Longest = _stretches.MaxBy(stretch => stretch.Longest.Length);
        _ascii = _shape == Shape.Free ? null : AsciiPart.Of(_text, cased);
    }

    public bool Cased { get; }

    FixedStretch? Longest { get; }

    /// <summary>Whether it asks for part of the text, which a pseudonym no longer has.</summary>
    public bool IsPartial => _shape != Shape.Exact;

    /// <summary>The whole text that it asks for; null when it is partial.</summary>
    public string? Exact => _shape == Shape.Exact ? _text : null;

    /// <summary>The letter that a text of ASCII must begin with, in either case; null when it may begin with any.</summary>
    public char? FirstLetter => _shape is Shape.Exact or Shape.Prefix && _ascii is { Length: > 0 } ? _text[0] : null;

    /// <summary>The longest stretch without wildcards: every text that matches contains it, but for case.</summary>
    public string LongestPlainPart => Longest?.Longest ?? "";

    public static bool IsWildcard(char token) => token is Many or One;

    public static bool HasWildcards(string tokens) => tokens.AsSpan().IndexOfAny(Many, One) >= 0;

    public static string Escape(string literal) => literal.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);

    public static TextPattern Of(string value, TextPlace place, bool cased, bool windash = false) => Build(Tokens(value), place, cased, windash);

    public static TextPattern OfLiteral(string literal, TextPlace place, bool cased) => Build(literal, place, cased, windash: false);

    /// <summary>The pattern of <see cref="Tokens"/>.</summary>
    public static TextPattern OfTokens(string tokens, TextPlace place, bool cased) => Build(tokens, place, cased, windash: false);

    static TextPattern Build(string tokens, TextPlace place, bool cased, bool windash)
    {
        if (windash)
            tokens = WithDashes(tokens);
        var before = place is TextPlace.End or TextPlace.Anywhere ? Many.ToString() : "";
        var after = place is TextPlace.Start or TextPlace.Anywhere ? Many.ToString() : "";
        return new TextPattern(before + tokens + after, cased);
    }

    /// <summary>The characters of a value, without its escapes and with one that stands for each wildcard.</summary>
    public static string Tokens(string value)
    {
        if (value.AsSpan().IndexOfAny('\\', '*', '?') < 0)
            return value;
        var tokens = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\\' && i + 1 < value.Length && value[i + 1] is '*' or '?' or '\\')
                tokens.Append(value[++i]);
            else
                tokens.Append(c switch { '*' => Many, '?' => One, _ => c });
        }

        return tokens.ToString();
    }

    /// <summary>A dash that starts a word stands for any of the five (modifiers appendix, windash).</summary>
    public static string WithDashes(string tokens)
    {
        var result = tokens.ToCharArray();
        for (var i = 0; i < result.Length; i++)
        {
            var startsWord = i + 1 < tokens.Length && IsWord(tokens[i + 1]) && (i == 0 || !IsWord(tokens[i - 1]));
            if (startsWord && FixedStretch.Dashes.Contains(tokens[i], StringComparison.Ordinal))
                result[i] = Dash;
        }

        return new string(result);
    }

    static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    static (string Text, Shape Shape) Classify(string tokens)
    {
        var inner = tokens.Trim(Many);
        if (inner.AsSpan().IndexOfAny(Many, One, Dash) >= 0)
            return (tokens, Shape.Free);
        var starts = tokens.Length > 0 && tokens[0] == Many;
        var ends = tokens.Length > 0 && tokens[^1] == Many;
        var shape = (starts, ends) switch { (true, true) => Shape.Inside, (true, false) => Shape.Suffix, (false, true) => Shape.Prefix, _ => Shape.Exact };
        return (inner, shape);
    }

    public bool Matches(string value) => _shape switch
    {
        Shape.Exact => string.Equals(value, _text, _comparison),
        Shape.Prefix => value.StartsWith(_text, _comparison),
        Shape.Suffix => value.EndsWith(_text, _comparison),
        Shape.Inside => value.Contains(_text, _comparison),
        _ => _hasOne && CodePoints.HasPairs(value) ? CodePoints.Match(_text, value, _comparison) : MatchesFree(value),
    };

    /// <summary>The same of a text that lies there as ASCII, without making it; null when only the made text can tell.</summary>
    public bool? MatchesAscii(ReadOnlySpan<byte> value) => _ascii is not { } part ? null : _shape switch
    {
        Shape.Exact => value.Length == part.Length && part.IsAtStart(value),
        Shape.Prefix => part.IsAtStart(value),
        Shape.Suffix => part.IsAtEnd(value),
        _ => part.IsIn(value),
    };

    /// <summary>Where its longest plain part must stand, where that is all it asks but for case; null when it asks more.</summary>
    public TextPlace? PlaceOfPlain => Cased ? null : _shape switch
    {
        Shape.Exact => TextPlace.Whole,
        Shape.Prefix => TextPlace.Start,
        Shape.Suffix => TextPlace.End,
        Shape.Inside => TextPlace.Anywhere,
        _ => null,
    };

    /// <summary>Whether no star stands inside it, so that it matches at the places of its longest plain part or nowhere.</summary>
    public bool IsOneStretch => _stretches.Length == 1;

    /// <summary>Whether another asks for the same.</summary>
    public bool IsSame(TextPattern other) => _shape == other._shape && Cased == other.Cased && _text == other._text;

    /// <summary>Whether a text matches of which it is known that the longest plain part stands at a place, but for case; null when that says too little.</summary>
    public bool? MatchesAround(ReadOnlySpan<char> value, int at)
    {
        if (!IsOneStretch || (_hasOne && CodePoints.HasPairs(value)))
            return null;
        return MatchesAt(value.Length, at) ?? _stretches[0].IsAt(value, at - Longest!.LongestAt);
    }

    /// <summary>The same of a text of which only the length is known, and that no character in it is of two code units; null when more of it must be seen.</summary>
    public bool? MatchesAt(int length, int at)
    {
        if (!IsOneStretch)
            return null;
        var (stretch, start) = (_stretches[0], at - Longest!.LongestAt);
        if (start < 0 || start + stretch.Length > length || (_fromStart && start > 0) || (_toEnd && start + stretch.Length < length))
            return false;
        return !Cased && stretch.Length == stretch.Longest.Length ? true : null;
    }

    // Each stretch is taken where it first stands: what follows it then has most room.
    bool MatchesFree(ReadOnlySpan<char> value)
    {
        var (first, last) = (0, _stretches.Length);
        if (_fromStart)
        {
            var stretch = _stretches[first++];
            if (value.Length < stretch.Length || !stretch.IsAt(value, 0))
                return false;
            value = value[stretch.Length..];
            if (first == last && _toEnd)
                return value.IsEmpty;
        }

        if (_toEnd)
        {
            var stretch = _stretches[--last];
            if (value.Length < stretch.Length || !stretch.IsAt(value, value.Length - stretch.Length))
                return false;
            value = value[..^stretch.Length];
        }

        foreach (var stretch in _stretches.AsSpan(first..last))
        {
            var at = stretch.Find(value, 0);
            if (at < 0)
                return false;
            value = value[(at + stretch.Length)..];
        }

        return true;
    }

    public override string ToString()
    {
        var text = _text.Replace(Many, '*').Replace(One, '?').Replace(Dash, '-');
        return _shape switch { Shape.Prefix => text + "*", Shape.Suffix => "*" + text, Shape.Inside => $"*{text}*", _ => text };
    }
}
