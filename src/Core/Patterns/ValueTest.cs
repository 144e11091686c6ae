using System.Globalization;
using System.Text.RegularExpressions;
using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>A test of one scalar value against one value of a rule.</summary>
abstract record ValueTest
{
    public abstract bool Matches(in FieldValue value);

    /// <summary>The same of a text that lies there as ASCII, without making it; null when only the made text can tell.</summary>
    public virtual bool? MatchesAscii(ReadOnlySpan<byte> text) => null;

    /// <summary>How an explanation names the comparison.</summary>
    public abstract string Operator { get; }

    /// <summary>Whether it asks for part of a text.</summary>
    public virtual bool IsPartial => false;
}

/// <summary>Text with wildcards; numbers and flags are compared in their written form.</summary>
sealed record TextTest(TextPattern Pattern) : ValueTest
{
    public override bool Matches(in FieldValue value) => value.Kind != FieldKind.None && Pattern.Matches(value.ToString());

    public override bool? MatchesAscii(ReadOnlySpan<byte> text) => Pattern.MatchesAscii(text);

    public override string Operator => Pattern.IsPartial ? "like" : "=";

    public override bool IsPartial => Pattern.IsPartial;

    public override string ToString() => Pattern.ToString();
}

/// <summary>A number without modifier: equal as a number to a number, equal in writing to text.</summary>
sealed record PlainNumberTest(double Number, TextPattern Pattern) : ValueTest
{
    public override bool Matches(in FieldValue value) => value.Kind switch
    {
        FieldKind.Number => value.Number == Number,
        FieldKind.Text => Pattern.Matches(value.Text!),
        _ => false,
    };

    public override bool? MatchesAscii(ReadOnlySpan<byte> text) => Pattern.MatchesAscii(text);

    public override string Operator => "=";

    public override string ToString() => Number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Order of numbers; text counts when it is written as a number.</summary>
enum Order : byte
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
}

/// <summary>A number compared by order (modifiers lt, lte, gt, gte).</summary>
sealed record OrderTest(Order Order, double Bound) : ValueTest
{
    public override bool Matches(in FieldValue value) => Numeric.TryRead(value, out var number) && Numeric.Holds(number, Order, Bound);

    public override string Operator => Numeric.Sign(Order);

    public override string ToString() => Bound.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A part of a date as written, without conversion of zones (modifiers appendix, "Time Modifiers").</summary>
sealed record DatePartTest(string Part, Order Order, double Bound) : ValueTest
{
    public override bool Matches(in FieldValue value)
    {
        if (value.Text is not { } text || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) || !IsWhole(text, time.Year))
            return false;
        var number = Part switch
        {
            "minute" => time.Minute,
            "hour" => time.Hour,
            "day" => time.Day,
            "week" => ISOWeek.GetWeekOfYear(time.DateTime),
            "month" => time.Month,
            _ => time.Year,
        };
        return Numeric.Holds(number, Order, Bound);
    }

    // The library fills up a time without a date, and a date without a year, from the clock.
    static bool IsWhole(string text, int year) => text.Contains(year.ToString("D4", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AdjustToUniversal, out var date) && date.Year > 2;

    public override string Operator => $"{Part} {Numeric.Sign(Order)}";

    public override string ToString() => Bound.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>No value: the field is absent or holds nothing (rules specification, "Special Field Values").</summary>
sealed record NullTest : ValueTest
{
    public override bool Matches(in FieldValue value) => value.Kind == FieldKind.None;

    public override bool? MatchesAscii(ReadOnlySpan<byte> text) => false;

    public override string Operator => "is";

    public override string ToString() => "null";
}

/// <summary>A regular expression, searched anywhere in the text.</summary>
sealed record RegexTest(Regex Pattern) : ValueTest
{
    public override bool Matches(in FieldValue value)
    {
        if (value.Kind == FieldKind.None)
            return false;
        try
        {
            return Pattern.IsMatch(value.ToString());
        }
        catch (RegexMatchTimeoutException)
        {
            // Only expressions that need backtracking have a time limit; one that hits it counts as not found.
            return false;
        }
    }

    public override string Operator => "matches";

    public override bool IsPartial => true;

    public override string ToString() => Pattern.ToString();
}

/// <summary>An address range.</summary>
sealed record RangeTest(AddressRange Range) : ValueTest
{
    public override bool Matches(in FieldValue value) => value.Text is { } text && Range.Contains(text);

    public override string Operator => "in";

    public override string ToString() => Range.ToString();
}

/// <summary>A value with placeholders (<c>%name%</c>) that the plan's options fill (modifier expand).</summary>
/// <param name="Raw">The value as written.</param>
/// <param name="Make">The test of a filled value, or the sentence why it makes none.</param>
sealed record ExpandTest(string Raw, Func<string, (ValueTest? Test, string? Wrong)> Make) : ValueTest
{
    public override bool Matches(in FieldValue value) => false;

    public override string Operator => "expands";

    public override string ToString() => Raw;

    public bool Equals(ExpandTest? other) => other is not null && other.Raw == Raw;

    public override int GetHashCode() => Raw.GetHashCode(StringComparison.Ordinal);
}

static class Numeric
{
    public static bool TryRead(in FieldValue value, out double number)
    {
        number = value.Number;
        return value.Kind == FieldKind.Number || (value.Text is { Length: < 40 } text && TryRead(text, out number));
    }

    public static bool TryRead(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    public static bool Holds(double number, Order order, double bound) => order switch
    {
        Order.Less => number < bound,
        Order.LessOrEqual => number <= bound,
        Order.Greater => number > bound,
        Order.GreaterOrEqual => number >= bound,
        _ => number == bound,
    };

    public static string Sign(Order order) => order switch { Order.Less => "<", Order.LessOrEqual => "<=", Order.Greater => ">", Order.GreaterOrEqual => ">=", _ => "=" };
}
