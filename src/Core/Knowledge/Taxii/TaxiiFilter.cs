using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Taxii;

/// <summary>Which versions of an object are asked for (TAXII 2.1, 3.4.1).</summary>
[Flags]
public enum VersionChoice : byte
{
    /// <summary>None by its place; only by its time.</summary>
    None = 0,
    /// <summary>The latest version.</summary>
    Last = 1,
    /// <summary>The first version.</summary>
    First = 2,
    /// <summary>Every version.</summary>
    All = 4,
}

/// <summary>What a request asks of a collection: the URL parameters of TAXII 2.1, 3.4.</summary>
public sealed record TaxiiFilter
{
    /// <summary>The most values of one parameter.</summary>
    public const int MostValues = 100;

    static readonly string[] Fields = ["id", "type", "version", "spec_version"];

    /// <summary>Only what was added after this; UTC microseconds since 1970. Null: from the beginning.</summary>
    public long? AddedAfter { get; init; }

    /// <summary>The most objects in the answer; 1 or more. Null: as many as the server gives.</summary>
    public int? Limit { get; init; }

    /// <summary>Where an earlier answer left off; null for the first.</summary>
    public string? Next { get; init; }

    /// <summary>Identifiers; empty: any.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Types; empty: any.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Versions by their place. <see cref="VersionChoice.Last"/> unless the request says otherwise.</summary>
    public VersionChoice Versions { get; init; } = VersionChoice.Last;

    /// <summary>Versions by their time, as <see cref="StixVersion.Read"/> gives them.</summary>
    public IReadOnlyList<string> Moments { get; init; } = [];

    /// <summary>Whether the request says which versions it means.</summary>
    public bool NamesVersions { get; init; }

    /// <summary>Whether STIX 2.1, the one specification that is kept, is among those asked for.</summary>
    public bool Stix21 { get; init; } = true;

    /// <summary>Reads the parameters of a request. Names that TAXII does not have are passed over; a <c>match</c> that it does not have is refused, since its sender counts on it.</summary>
    /// <param name="parameters">Names and values; a name may come more than once.</param>
    /// <returns>The filter, or what is wrong with a parameter and what would be right.</returns>
    public static Parsed<TaxiiFilter> Read(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var (filter, seen) = (new TaxiiFilter(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (name, value) in parameters)
        {
            var isMatch = name.StartsWith("match[", StringComparison.Ordinal) && name.EndsWith(']');
            if (!isMatch && name is not ("added_after" or "limit" or "next"))
                continue;
            if (!seen.Add(name))
                return Wrong(name, "comes twice; write several values with commas between them.");
            var read = isMatch ? Match(filter, name[6..^1], value) : Plain(filter, name, value);
            if (!read.Ok)
                return read;
            filter = read.Value;
        }

        return filter;
    }

    static Parsed<TaxiiFilter> Plain(TaxiiFilter filter, string name, string value) => name switch
    {
        "added_after" => StixVersion.Microseconds(value) is { } after ? filter with { AddedAfter = after } : Wrong(name, "is no time; write 2026-03-01T08:00:00.000Z."),
        "limit" => int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var limit) && limit > 0 ? filter with { Limit = limit } : Wrong(name, "must be a whole number of 1 or more."),
        _ => value.Length is > 0 and <= Envelope.LongestNext ? filter with { Next = value } : Wrong(name, "must be what an earlier answer gave."),
    };

    static Parsed<TaxiiFilter> Match(TaxiiFilter filter, string field, string value)
    {
        var values = value.Split(',');
        var name = $"match[{field}]";
        if (values.Length > MostValues || values.Any(string.IsNullOrEmpty))
            return Wrong(name.Length > 60 ? "match" : name, $"must have 1 to {MostValues} values with commas between them.");
        return field switch
        {
            "id" => values.All(id => StixId.IsId(id)) ? filter with { Ids = Distinct(values) } : Wrong(name, "must name identifiers (type--uuid in lower case)."),
            "type" => values.All(IsType) ? filter with { Types = Distinct(values) } : Wrong(name, "must name types (lower case letters, digits and hyphens)."),
            "spec_version" => values.All(IsNumber) ? filter with { Stix21 = values.Contains("2.1") } : Wrong(name, "must name versions of STIX (2.1)."),
            "version" => Version(filter, values),
            _ => Wrong("match", $"knows the fields {string.Join(", ", Fields)}."),
        };
    }

    static Parsed<TaxiiFilter> Version(TaxiiFilter filter, string[] values)
    {
        var (choice, moments) = (VersionChoice.None, new List<string>());
        foreach (var value in values)
        {
            switch (value)
            {
                case "last": choice |= VersionChoice.Last; break;
                case "first": choice |= VersionChoice.First; break;
                case "all": choice |= VersionChoice.All; break;
                default:
                    if (StixVersion.Read(value) is not { } moment)
                        return Wrong("match[version]", "must be first, last, all or times (2026-03-01T08:00:00.000Z).");
                    moments.Add(moment);
                    break;
            }
        }

        if (choice.HasFlag(VersionChoice.All) && values.Length > 1)
            return Wrong("match[version]", "says all and more; all stands alone.");
        return filter with { Versions = choice, Moments = Distinct(moments), NamesVersions = true };
    }

    static string[] Distinct(IEnumerable<string> values) => [.. values.Distinct(StringComparer.Ordinal)];

    static bool IsType(string text) => text.Length <= 250 && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    static bool IsNumber(string text) => text.Length <= 10 && text.All(letter => char.IsAsciiDigit(letter) || letter == '.');

    static Parsed<TaxiiFilter> Wrong(string name, string sentence) => Parsed<TaxiiFilter>.Wrong(new("request", 0, 0, name), $"The parameter {name} {sentence}");
}
