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
sealed record Judge(Plan Plan, Enricher Enricher, IReadOnlyList<ShelvedPattern> Patterns, IReadOnlyList<Complaint> Complaints)
{
    /// <summary>The card of a pattern; null when this judge does not have it.</summary>
    public PatternCard? CardOf(string pattern) => Patterns.FirstOrDefault(known => known.Document.Id == pattern)?.Document.Card;
}

/// <summary>Makes judges. Files that several journals share are parsed once.</summary>
sealed class Judges
{
    const int MostParsed = 4096;
    readonly ConcurrentDictionary<(string Name, string Text), PatternFile> _parsed = new();

    /// <summary>Compiles a rulebook.</summary>
    /// <param name="book">The rulebook.</param>
    /// <param name="pseudonyms">Makes the journal's tokens, so that literals match what the border wrote; null where nothing is pseudonymised.</param>
    public Judge Of(Rulebook book, Pseudonymiser? pseudonyms)
    {
        var complaints = new List<Complaint>();
        var cleared = book.Of(Rulebook.Staff).Select(staff => staff.Name).ToHashSet(StringComparer.Ordinal);
        var patterns = PatternFolder.Shelve(book.Of(Rulebook.Pattern).Select(file => Parsed(file.Name, file.Text)), cleared, complaints);
        var plan = Plan.Compile(patterns.Where(pattern => pattern.Off is null).Select(pattern => pattern.Document), Options(pseudonyms));
        complaints.AddRange(plan.Complaints);
        return new Judge(plan, EnricherOf(book, complaints), patterns, complaints);
    }

    /// <summary>How patterns are compiled for a journal: its own ticks move the watermark, each source with its lateness.</summary>
    /// <param name="pseudonyms">Makes the journal's tokens; null where nothing is pseudonymised.</param>
    public static PlanOptions Options(Pseudonymiser? pseudonyms) =>
        new() { Lateness = null, Token = pseudonyms is null ? null : (field, literal) => TokenOf(pseudonyms, field, literal) };

    /// <summary>What adds zones, local time and lists by a rulebook.</summary>
    public static Enricher EnricherOf(Rulebook book, List<Complaint> complaints) => new(Map(book, complaints), Zone(book), Lists(book, complaints));

    /// <summary>Whether a kind of text changes what is added.</summary>
    public static bool Enriches(string kind) => kind is Rulebook.Places or Rulebook.List or Rulebook.TimeZone;

    PatternFile Parsed(string name, string text)
    {
        if (_parsed.Count > MostParsed)
            _parsed.Clear();
        return _parsed.GetOrAdd((name, text), key => PatternFile.Parse(key.Name, key.Text));
    }

    static string TokenOf(Pseudonymiser pseudonyms, string field, string literal) =>
        field == "plate_folded" ? pseudonyms.FoldedToken(literal) : pseudonyms.Token(Taxonomy.PseudonymOf(field), literal);

    static PlaceMap Map(Rulebook book, List<Complaint> complaints)
    {
        if (book.Of(Rulebook.Places).FirstOrDefault() is not { Text: { } text } places)
            return PlaceMap.Empty;
        var map = PlaceMap.Parse(places.Name, text);
        if (map.Ok)
            return map.Value;
        complaints.Add(map.Complaint!);
        return PlaceMap.Empty;
    }

    // The name ends at the first space; the version behind it says by which database the journal was judged.
    static TimeZoneInfo Zone(Rulebook book) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(book.Of(Rulebook.TimeZone).FirstOrDefault().Text?.Split(' ')[0] ?? "", out var zone) ? zone : TimeZoneInfo.Utc;

    // What a journal holds of a list are tokens already.
    static List<KeyList> Lists(Rulebook book, List<Complaint> complaints)
    {
        var lists = new List<KeyList>();
        foreach (var (name, text) in book.Of(Rulebook.List))
        {
            var list = KeyList.Parse(name, text);
            if (list.Ok)
                lists.Add(list.Value);
            else
                complaints.Add(list.Complaint!);
        }

        return lists;
    }
}
