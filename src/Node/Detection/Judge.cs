using System.Collections.Concurrent;
using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Node.Detection;

/// <summary>A rulebook made ready to run.</summary>
/// <param name="Plan">The patterns that run.</param>
/// <param name="Enricher">What adds zones, local time and lists.</param>
/// <param name="Patterns">All patterns, those that are off too.</param>
/// <param name="Complaints">What was wrong with the texts; it is left out and the rest runs.</param>
/// <param name="Parts">The texts that it was made of, as read.</param>
sealed record Judge(Plan Plan, Enricher Enricher, IReadOnlyList<ShelvedPattern> Patterns, IReadOnlyList<Complaint> Complaints, JudgeParts Parts)
{
    /// <summary>The card of a pattern; null when this judge does not have it.</summary>
    public PatternCard? CardOf(string pattern) => Patterns.FirstOrDefault(known => known.Document.Id == pattern)?.Document.Card;

    /// <summary>Whether a pattern is on trial.</summary>
    public bool IsOnTrial(string pattern) => Patterns.Any(known => known.OnTrial && known.Document.Id == pattern);
}

/// <summary>What the texts of a rulebook say, kept so that a text that stays is not read again. Told apart by the text object: a rulebook keeps the one that it took.</summary>
/// <param name="pseudonyms">Makes the tokens that the patterns hold; null where nothing is pseudonymised.</param>
/// <param name="cleared">Ids of patterns about staff that may run.</param>
/// <param name="size">How many texts there are about.</param>
sealed class JudgeParts(Pseudonymiser? pseudonyms, IReadOnlySet<string> cleared, int size)
{
    readonly Dictionary<string, (string Kind, string Name, object Read)> _read = new(size, ReferenceEqualityComparer.Instance);

    public int Count => _read.Count;

    public bool HasTokensOf(Pseudonymiser? others) => ReferenceEquals(pseudonyms, others);

    public bool HasCleared(IReadOnlySet<string> others) => cleared.SetEquals(others);

    /// <summary>What a text says: as it was read before, or read now.</summary>
    public T Take<T>(JudgeParts? before, string kind, string name, string text, Func<string, string, T> read) where T : notnull
    {
        var part = before is not null && before._read.TryGetValue(text, out var known) && known.Kind == kind && known.Name == name ? (T)known.Read : read(name, text);
        _read[text] = (kind, name, part);
        return part;
    }
}

/// <summary>Makes judges. Files that several journals share are parsed once.</summary>
sealed class Judges
{
    const int MostParsed = 4096;
    readonly ConcurrentDictionary<(string Name, string Text), PatternFile> _parsed = new();

    /// <summary>Compiles a rulebook.</summary>
    /// <param name="book">The rulebook.</param>
    /// <param name="pseudonyms">Makes the journal's tokens, so that literals match what the border wrote; null where nothing is pseudonymised.</param>
    /// <param name="before">The judge until now, from which is taken over what stays the same; null makes all anew.</param>
    public Judge Of(Rulebook book, Pseudonymiser? pseudonyms, Judge? before = null)
    {
        var complaints = new List<Complaint>();
        var cleared = book.Of(Rulebook.Staff).Select(staff => staff.Name).ToHashSet(StringComparer.Ordinal);
        var parts = new JudgeParts(pseudonyms, cleared, before?.Parts.Count ?? 0);
        before = before?.Parts.HasTokensOf(pseudonyms) == true ? before : null;
        var shelved = before?.Parts.HasCleared(cleared) == true ? before.Parts : null;
        var files = book.Of(Rulebook.Pattern).Select(file => parts.Take(shelved, Rulebook.Pattern, file.Name, file.Text, (name, text) => PatternFolder.Shelve(Parsed(name, text), cleared)));
        var patterns = PatternFolder.Joined([.. files], complaints);
        var running = patterns.Where(pattern => pattern.Off is null).Select(pattern => pattern.Document);
        var plan = before?.Plan.With(running) ?? Plan.Compile(running, Options(pseudonyms));
        complaints.AddRange(plan.Complaints);
        return new Judge(plan, EnricherOf(book, parts, before?.Parts, complaints), patterns, complaints, parts);
    }

    /// <summary>How patterns are compiled for a journal: its own ticks move the watermark, each source with its lateness.</summary>
    /// <param name="pseudonyms">Makes the journal's tokens; null where nothing is pseudonymised.</param>
    public static PlanOptions Options(Pseudonymiser? pseudonyms) =>
        new() { Lateness = null, Token = pseudonyms is null ? null : (field, literal) => TokenOf(pseudonyms, field, literal) };

    /// <summary>What adds zones, local time and lists by a rulebook.</summary>
    public static Enricher EnricherOf(Rulebook book, List<Complaint> complaints) => EnricherOf(book, new JudgeParts(null, new HashSet<string>(), 0), null, complaints);

    static Enricher EnricherOf(Rulebook book, JudgeParts parts, JudgeParts? before, List<Complaint> complaints)
    {
        var places = book.Of(Rulebook.Places).Select(one => Right(parts.Take(before, Rulebook.Places, one.Name, one.Text, PlaceMap.Parse), complaints)).FirstOrDefault() ?? PlaceMap.Empty;
        // What a journal holds of a list are tokens already.
        List<KeyList> lists = [.. book.Of(Rulebook.List).Select(one => Right(parts.Take(before, Rulebook.List, one.Name, one.Text, KeyList.Parse), complaints)).OfType<KeyList>()];
        return new Enricher(places, Zone(book), lists);
    }

    /// <summary>Whether a kind of text changes what is added.</summary>
    public static bool Enriches(string kind) => kind is Rulebook.Places or Rulebook.List or Rulebook.TimeZone;

    static T? Right<T>(Parsed<T> read, List<Complaint> complaints) where T : class
    {
        if (!read.Ok)
            complaints.Add(read.Complaint!);
        return read.Ok ? read.Value : null;
    }

    /// <summary>A pattern file, parsed once for all journals that have it.</summary>
    public PatternFile Parsed(string name, string text)
    {
        if (_parsed.Count > MostParsed)
            _parsed.Clear();
        return _parsed.GetOrAdd((name, text), key => PatternFile.Parse(key.Name, key.Text));
    }

    static string TokenOf(Pseudonymiser pseudonyms, string field, string literal) =>
        field == "plate_folded" ? pseudonyms.FoldedToken(literal) : pseudonyms.Token(Taxonomy.PseudonymOf(field), literal);

    // The name ends at the first space; the version behind it says by which database the journal was judged.
    static TimeZoneInfo Zone(Rulebook book) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(book.Of(Rulebook.TimeZone).FirstOrDefault().Text?.Split(' ')[0] ?? "", out var zone) ? zone : TimeZoneInfo.Utc;
}
