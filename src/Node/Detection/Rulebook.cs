using System.Text.Json;
using Knooppunt.Node.Journal;

namespace Knooppunt.Node.Detection;

/// <summary>
/// By what a journal is judged from some offset on: patterns, places, lists, time zone and what was recorded about staff, as texts. It
/// comes out of the journal's control records and nowhere else, so that the same journal is judged the same again.
/// </summary>
sealed class Rulebook
{
    /// <summary>A pattern file; the name is that of the file, own ones below <c>own/</c>.</summary>
    public const string Pattern = "pattern";

    /// <summary>The places, GeoJSON.</summary>
    public const string Places = "places";

    /// <summary>A list of keys.</summary>
    public const string List = "list";

    /// <summary>The node's time zone: its IANA name, then the version of the time-zone database where the machine tells it.</summary>
    public const string TimeZone = "time_zone";

    /// <summary>What the law asks before a pattern about staff runs; the name is the pattern's id.</summary>
    public const string Staff = "staff_pattern";

    static readonly string[] Kinds = [Pattern, Places, List, TimeZone, Staff];
    // Kept in order: thousands of files are gone through at every change of one.
    readonly SortedDictionary<(string Kind, string Name), string> _texts = new(Comparer<(string Kind, string Name)>.Create(OwnFirst));

    /// <summary>Texts of a kind with their names; own files first, then by name.</summary>
    public IEnumerable<(string Name, string Text)> Of(string kind) => _texts.Where(item => item.Key.Kind == kind).Select(item => (item.Key.Name, item.Value));

    static int OwnFirst((string Kind, string Name) one, (string Kind, string Name) other)
    {
        var kinds = string.CompareOrdinal(one.Kind, other.Kind);
        var owns = other.Name.StartsWith("own/", StringComparison.Ordinal).CompareTo(one.Name.StartsWith("own/", StringComparison.Ordinal));
        return kinds != 0 ? kinds : owns != 0 ? owns : string.CompareOrdinal(one.Name, other.Name);
    }

    /// <summary>The text of that kind and name; null when there is none.</summary>
    public string? Find(string kind, string name) => _texts.GetValueOrDefault((kind, name));

    /// <summary>Takes a text; an empty one withdraws what stood there.</summary>
    public void Set(string kind, string name, string text)
    {
        if (text.Length == 0)
            _texts.Remove((kind, name));
        else
            _texts[(kind, name)] = text;
    }

    /// <summary>Takes a control record; false when it says nothing new about how to judge.</summary>
    public bool Take(ControlRecord record)
    {
        if (!Kinds.Contains(record.Kind) || (Find(record.Kind, record.Name) ?? "") == record.Content)
            return false;
        Set(record.Kind, record.Name, record.Content);
        return true;
    }

    /// <summary>What must be recorded to come from this to another rulebook, in a fixed order.</summary>
    public IReadOnlyList<ControlRecord> To(Rulebook wanted) =>
    [
        .. _texts.Keys.Where(key => !wanted._texts.ContainsKey(key)).Order().Select(key => new ControlRecord(key.Kind, key.Name, "")),
        .. wanted._texts.Where(item => Find(item.Key.Kind, item.Key.Name) != item.Value).OrderBy(item => item.Key).Select(item => new ControlRecord(item.Key.Kind, item.Key.Name, item.Value)),
    ];

    /// <summary>As bytes, for a snapshot.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(new Rulebook().To(this));

    /// <summary>Reads what <see cref="Write"/> wrote; null when the bytes do not fit.</summary>
    public static Rulebook? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var book = new Rulebook();
            foreach (var record in JsonSerializer.Deserialize<ControlRecord?[]>(bytes) ?? [])
            {
                if (record is not { Kind: not null, Name: not null, Content: not null })
                    return null;
                book.Take(record);
            }

            return book;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
