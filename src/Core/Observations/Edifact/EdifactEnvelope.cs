using System.Buffers.Text;
using System.Globalization;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Edifact;

/// <summary>Interchange and group: their references and counts (ISO 9735: UNB/UNZ, UNG/UNE).</summary>
sealed class EdifactEnvelope(SourceContext context, CachedStrings strings, SegmentComplaint complain)
{
    // More messages than that in one interchange are no interchange of the field; beyond it repetitions go unseen.
    const int MostReferences = 20_000;

    readonly HashSet<string> _references = new(StringComparer.Ordinal);
    string? _group;
    int _messages, _groups, _inGroup;
    bool _warned;

    /// <summary>Reference of the open interchange; null when none is open.</summary>
    public string? Open { get; private set; }

    /// <summary>How many interchanges began.</summary>
    public int Seen { get; private set; }

    /// <summary>When the open interchange says it was prepared; null when it says nothing that can be.</summary>
    public DateTimeOffset? Prepared { get; private set; }

    /// <summary>Counts a message; false when no interchange is open.</summary>
    public bool CountMessage()
    {
        _messages++;
        _inGroup++;
        return Open is not null;
    }

    /// <summary>Whether a message of this reference came before in the group or interchange, where it must name one (ISO 9735-1).</summary>
    public bool IsRepeated(string reference)
    {
        if (_references.Contains(reference))
            return true;
        if (_references.Count < MostReferences)
            _references.Add(reference);
        return false;
    }

    /// <summary>True once per stretch outside an interchange, so that each file complains once.</summary>
    public bool WarnOutside() => !_warned && (_warned = true);

    public void Begin(in EdifactSegment segment)
    {
        if (Open is not null)
            complain(segment, $"Interchange {Open} has no UNZ before the next UNB.");
        Seen++;
        Open = Text(segment.Value(5));
        (_messages, _groups, _inGroup, _group, _warned) = (0, 0, 0, null, false);
        _references.Clear();
        Prepared = EdifactTime.Prepared(segment.Value(4), segment.Value(4, 1), context);
        if (Prepared is null)
            complain(segment, $"The preparation time \"{Text(segment.Element(4))}\" of UNB cannot be; yymmdd:hhmm or ccyymmdd:hhmm is right.");
    }

    public void End(in EdifactSegment segment)
    {
        if (Open is null)
        {
            complain(segment, "UNZ closes no interchange: its UNB is missing or broken.");
            return;
        }

        var (has, what) = _groups > 0 ? (_groups, "groups") : (_messages, "messages");
        if (!SameCount(segment.Value(1), has, out var declared))
            complain(segment, string.Create(CultureInfo.InvariantCulture, $"UNZ counts {declared} {what}, the interchange has {has}; what was read is kept."));
        if (Text(segment.Value(2)) is var reference && reference != Open)
            complain(segment, $"UNZ names interchange {reference}, UNB named {Open}; what was read is kept.");
        Open = null;
        Prepared = null;
        _group = null;
    }

    public void BeginGroup(in EdifactSegment segment)
    {
        if (_group is not null)
            complain(segment, $"Group {_group} has no UNE before the next UNG.");
        _group = Text(segment.Value(5));
        _groups++;
        _inGroup = 0;
        _references.Clear();
    }

    public void EndGroup(in EdifactSegment segment)
    {
        if (_group is null)
        {
            complain(segment, "UNE closes no group: its UNG is missing or broken.");
            return;
        }

        if (!SameCount(segment.Value(1), _inGroup, out var declared))
            complain(segment, string.Create(CultureInfo.InvariantCulture, $"UNE counts {declared} messages, the group has {_inGroup}; what was read is kept."));
        if (Text(segment.Value(2)) is var reference && reference != _group)
            complain(segment, $"UNE names group {reference}, UNG named {_group}; what was read is kept.");
        _group = null;
    }

    /// <summary>Whether a count in a trailer is the number that was counted.</summary>
    public static bool SameCount(ReadOnlySpan<byte> written, int counted, out string declared)
    {
        declared = "no";
        if (!Utf8Parser.TryParse(written, out int number, out var used) || used != written.Length)
            return false;
        declared = number.ToString(CultureInfo.InvariantCulture);
        return number == counted;
    }

    string Text(ReadOnlySpan<byte> bytes) => strings.Of(bytes.Length <= 35 ? bytes : bytes[..35]);
}
