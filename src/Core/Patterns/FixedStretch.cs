namespace Knooppunt.Patterns;

/// <summary>A stretch of a pattern without stars, which stands for text of its own length.</summary>
sealed class FixedStretch
{
    /// <summary>Stands for any one character.</summary>
    public const char One = '\uFDD1';

    /// <summary>Stands for any of the five dashes.</summary>
    public const char Dash = '\uFDD2';

    /// <summary>The dashes (modifiers appendix, windash).</summary>
    public const string Dashes = "-/–—―";

    readonly StringComparison _comparison;
    readonly (int At, string Text)[] _plain;
    readonly int[] _dashes;

    /// <summary>A stretch.</summary>
    /// <param name="tokens">Its characters, <see cref="One"/> and <see cref="Dash"/> among them.</param>
    /// <param name="comparison">How plain characters are compared.</param>
    public FixedStretch(string tokens, StringComparison comparison)
    {
        (_comparison, Length) = (comparison, tokens.Length);
        var plain = new List<(int, string)>();
        for (int at = 0, end; at < tokens.Length; at = end + 1)
        {
            end = tokens.AsSpan(at).IndexOfAny(One, Dash) is >= 0 and var next ? at + next : tokens.Length;
            if (end > at)
                plain.Add((at, tokens[at..end]));
        }

        _plain = [.. plain];
        _dashes = [.. Enumerable.Range(0, tokens.Length).Where(at => tokens[at] == Dash)];
        (LongestAt, Longest) = plain.Count == 0 ? (0, "") : plain.MaxBy(part => part.Item2.Length);
    }

    public int Length { get; }

    /// <summary>Its longest plain part.</summary>
    public string Longest { get; }

    /// <summary>Where that begins.</summary>
    public int LongestAt { get; }

    /// <summary>Whether a text has it at a place, which must leave room for it.</summary>
    public bool IsAt(ReadOnlySpan<char> text, int at)
    {
        foreach (var dash in _dashes)
        {
            if (!Dashes.Contains(text[at + dash], StringComparison.Ordinal))
                return false;
        }

        foreach (var (from, plain) in _plain)
        {
            if (!text.Slice(at + from, plain.Length).Equals(plain, _comparison))
                return false;
        }

        return true;
    }

    /// <summary>The first place from one on where a text has it; less than zero for none.</summary>
    public int Find(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at + Length <= text.Length; at++)
        {
            if (Longest.Length > 0)
            {
                var next = text[(at + LongestAt)..].IndexOf(Longest, _comparison);
                if (next < 0 || at + next + Length > text.Length)
                    return -1;
                at += next;
            }

            if (IsAt(text, at))
                return at;
        }

        return -1;
    }
}
