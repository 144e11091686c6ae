namespace Knooppunt.Observations;

/// <summary>What was wrong with a piece of input, where, and what would be right.</summary>
/// <param name="Place">Where: file and position, or segment, or message. Never null.</param>
/// <param name="Sentence">One sentence for the person who must mend it: what is wrong and what would be right. Holds no personal data beyond the offending token.</param>
/// <remarks>Control characters, which could steer a terminal or forge a line of a log, are shown as dots. What quotes a huge name is cut at <see cref="LongestSentence"/>.</remarks>
public sealed record Complaint(InputPlace Place, string Sentence)
{
    /// <summary>The longest sentence: 1,000 characters.</summary>
    public const int LongestSentence = 1000;

    /// <summary>One sentence for the person who must mend it, without control characters.</summary>
    public string Sentence { get; init; } = Printable(Sentence.Length <= LongestSentence ? Sentence : $"{Sentence.AsSpan(0, LongestSentence - 3)}...");

    /// <summary>Place and sentence as one line, for a terminal or a log.</summary>
    public override string ToString() => $"{Place}: {Sentence}";

    internal static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '.' : c)) : text;
}

/// <summary>A place in a piece of input.</summary>
/// <param name="Source">File name or stream name as the user knows it, without folders above it.</param>
/// <param name="Line">Line, one-based; 0 when the input has no lines.</param>
/// <param name="Column">Column in characters, one-based; 0 when not known.</param>
/// <param name="Part">The part in the words of the format (an EDIFACT segment "EQD 3", a YAML path, a rule title); null when there is none.</param>
public readonly record struct InputPlace(string Source, long Line = 0, int Column = 0, string? Part = null)
{
    /// <summary>As compilers write it: <c>file(line,column) part</c>.</summary>
    public override string ToString() => Complaint.Printable(
        (Source ?? "input")
        + (Line > 0 ? Column > 0 ? $"({Line},{Column})" : $"({Line})" : "")
        + (Part is null ? "" : $" {Part}"));
}

/// <summary>
/// The outcome of reading something from outside: a value, or a complaint. The only result type of the solution:
/// bad data is a result, a programmer's mistake is an exception.
/// </summary>
/// <typeparam name="T">What was to be read.</typeparam>
/// <remarks><c>default</c> is a failure without a complaint and must not be used.</remarks>
public readonly struct Parsed<T>
{
    readonly T? _value;
    readonly Complaint? _complaint;
    readonly bool _ok;

    Parsed(T? value, Complaint? complaint, bool ok) => (_value, _complaint, _ok) = (value, complaint, ok);

    /// <summary>True when there is a value.</summary>
    public bool Ok => _ok;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message is the complaint.</exception>
    public T Value => _ok ? _value! : throw new InvalidOperationException(_complaint?.ToString() ?? "Nothing was read.");

    /// <summary>The complaint; null when there is a value.</summary>
    public Complaint? Complaint => _complaint;

    /// <summary>A success.</summary>
    public static Parsed<T> From(T value) => new(value, null, true);

    /// <summary>A failure.</summary>
    public static Parsed<T> Wrong(Complaint complaint) => new(default, complaint, false);

    /// <summary>A failure at a place.</summary>
    public static Parsed<T> Wrong(InputPlace place, string sentence) => Wrong(new Complaint(place, sentence));

    /// <summary>A success.</summary>
    public static implicit operator Parsed<T>(T value) => From(value);

    /// <summary>A failure.</summary>
    public static implicit operator Parsed<T>(Complaint complaint) => Wrong(complaint);
}
