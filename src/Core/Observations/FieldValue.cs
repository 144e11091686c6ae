using System.Globalization;

namespace Knooppunt.Observations;

/// <summary>What a field can hold.</summary>
public enum FieldKind : byte
{
    /// <summary>Nothing: the field is present without a value.</summary>
    None,
    /// <summary>Text, Unicode, as received.</summary>
    Text,
    /// <summary>A number: IEEE double, exact for integers up to 2^53.</summary>
    Number,
    /// <summary>True or false.</summary>
    Flag,
    /// <summary>Several values; a pattern matches when any of them matches.</summary>
    List,
}

/// <summary>The value of one field of an observation.</summary>
/// <remarks><c>default</c> is <see cref="FieldKind.None"/>, the null of Sigma. Equality is ordinal and by kind: the text "1" is not the number 1.</remarks>
public readonly struct FieldValue : IEquatable<FieldValue>
{
    readonly object? _reference;
    readonly double _number;

    FieldValue(FieldKind kind, object? reference, double number) => (Kind, _reference, _number) = (kind, reference, number);

    /// <summary>What it holds.</summary>
    public FieldKind Kind { get; }

    /// <summary>The text; null unless <see cref="Kind"/> is text.</summary>
    public string? Text => _reference as string;

    /// <summary>The number; <see cref="double.NaN"/> unless <see cref="Kind"/> is number.</summary>
    public double Number => Kind == FieldKind.Number ? _number : double.NaN;

    /// <summary>The flag; false unless <see cref="Kind"/> is flag and it is set.</summary>
    public bool Flag => Kind == FieldKind.Flag && _number != 0;

    /// <summary>The values; empty unless <see cref="Kind"/> is list.</summary>
    public IReadOnlyList<FieldValue> List => _reference as FieldValue[] ?? [];

    /// <summary>Text; null becomes <see cref="FieldKind.None"/>.</summary>
    public static FieldValue Of(string? text) => text is null ? default : new(FieldKind.Text, text, 0);

    /// <summary>A number; NaN and infinities become <see cref="FieldKind.None"/>, since no format of the field means them.</summary>
    public static FieldValue Of(double number) => double.IsFinite(number) ? new(FieldKind.Number, null, number) : default;

    /// <summary>A flag.</summary>
    public static FieldValue Of(bool flag) => new(FieldKind.Flag, null, flag ? 1 : 0);

    /// <summary>Several values, in order.</summary>
    public static FieldValue Of(params ReadOnlySpan<FieldValue> values) => new(FieldKind.List, values.ToArray(), 0);

    /// <summary>Several texts, in order.</summary>
    public static FieldValue OfTexts(IEnumerable<string> texts) => new(FieldKind.List, texts.Select(Of).ToArray(), 0);

    /// <summary>Text.</summary>
    public static implicit operator FieldValue(string? text) => Of(text);

    /// <summary>A number.</summary>
    public static implicit operator FieldValue(double number) => Of(number);

    /// <summary>A flag.</summary>
    public static implicit operator FieldValue(bool flag) => Of(flag);

    /// <inheritdoc/>
    public bool Equals(FieldValue other) => Kind == other.Kind && Kind switch
    {
        FieldKind.Text => string.Equals(Text, other.Text, StringComparison.Ordinal),
        FieldKind.List => List.SequenceEqual(other.List),
        FieldKind.None => true,
        _ => _number.Equals(other._number),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        FieldKind.Text => string.GetHashCode(Text, StringComparison.Ordinal),
        FieldKind.List => List.Aggregate(17, (hash, value) => HashCode.Combine(hash, value)),
        _ => HashCode.Combine(Kind, _number),
    };

    /// <summary>Equal in kind and content.</summary>
    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    /// <summary>Different in kind or content.</summary>
    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);

    /// <summary>As a pattern sees it: text as it is, numbers in the shortest invariant form, <c>true</c>/<c>false</c>, lists joined by a comma, nothing as empty.</summary>
    public override string ToString() => Kind switch
    {
        FieldKind.Text => Text!,
        FieldKind.Number => _number.ToString("R", CultureInfo.InvariantCulture),
        FieldKind.Flag => Flag ? "true" : "false",
        FieldKind.List => string.Join(',', List),
        _ => "",
    };
}
