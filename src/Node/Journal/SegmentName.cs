using System.Buffers;
using System.Globalization;

namespace Knooppunt.Node.Journal;

/// <summary>What a segment is for. Only <see cref="Main"/> has the journal's offsets; the others count for themselves.</summary>
internal enum Lane : byte
{
    Main,
    Parked,
    Rejected,
    Vault,
}

/// <summary>A segment holds one retention class of one arrival day; <paramref name="Number"/> goes up when one grows too large or a disk fails.</summary>
internal readonly record struct SegmentName(Lane Lane, DateOnly Day, string Class, int Number)
{
    public const string ControlClass = "control";
    static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Word(Lane)}-{Day:yyyyMMdd}-{Class}-{Number:D4}");

    public static string Word(Lane lane) => lane switch
    {
        Lane.Main => "main",
        Lane.Parked => "parked",
        Lane.Rejected => "rejected",
        _ => "vault",
    };

    /// <summary>Null for a file name that no segment has: a stray file is left alone.</summary>
    public static SegmentName? TryParse(string text)
    {
        var first = text.IndexOf('-', StringComparison.Ordinal);
        var last = text.LastIndexOf('-');
        if (first < 0 || last < first + 11 || text[first + 9] != '-')
            return null;
        Lane? lane = text[..first] switch { "main" => Lane.Main, "parked" => Lane.Parked, "rejected" => Lane.Rejected, "vault" => Lane.Vault, _ => null };
        if (lane is null
            || !DateOnly.TryParseExact(text.AsSpan(first + 1, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !int.TryParse(text.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var retentionClass = text[(first + 10)..last];
        return IsName(retentionClass) ? new SegmentName(lane.Value, day, retentionClass, number) : null;
    }

    /// <summary>Names become file names, so they hold nothing that a path could mean.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= 64 } && name.AsSpan().IndexOfAnyExcept(Letters) < 0;
}
