using System.Text.Json;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Signals;

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
    static readonly Comparer<string> ByName = Comparer<string>.Create(OwnFirst);
    // Per kind and in order: thousands of files are gone through at every change of one.
    readonly Dictionary<string, SortedDictionary<string, string>> _texts = new(StringComparer.Ordinal);

    /// <summary>Texts of a kind with their names; own files first, then by name; what is on trial last.</summary>
    public IEnumerable<(string Name, string Text)> Of(string kind) => _texts.TryGetValue(kind, out var texts) ? texts.Select(item => (item.Key, item.Value)) : [];

    IEnumerable<(string Kind, string Name)> Keys => _texts.SelectMany(texts => texts.Value.Keys.Select(name => (texts.Key, name)));

    static int OwnFirst(string one, string other)
    {
        var ranks = Rank(one).CompareTo(Rank(other));
        return ranks != 0 ? ranks : string.CompareOrdinal(one, other);
    }

    // What is on trial comes last: it never stands in for what is in force.
    static int Rank(string name) => ShelvedPattern.TrierOf(name) is not null ? 2 : name.StartsWith("own/", StringComparison.Ordinal) ? 0 : 1;

    /// <summary>The text of that kind and name; null when there is none.</summary>
    public string? Find(string kind, string name) => _texts.TryGetValue(kind, out var texts) ? texts.GetValueOrDefault(name) : null;

    /// <summary>Takes a text; an empty one withdraws what stood there.</summary>
    public void Set(string kind, string name, string text)
    {
        if (!_texts.TryGetValue(kind, out var texts))
            texts = _texts[kind] = new SortedDictionary<string, string>(ByName);
        if (text.Length == 0)
            texts.Remove(name);
        else
            texts[name] = text;
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
        .. Keys.Where(key => wanted.Find(key.Kind, key.Name) is null).Order().Select(key => new ControlRecord(key.Kind, key.Name, "")),
        .. wanted.Keys.Order().Select(key => new ControlRecord(key.Kind, key.Name, wanted.Find(key.Kind, key.Name)!)).Where(record => Find(record.Kind, record.Name) != record.Content),
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
