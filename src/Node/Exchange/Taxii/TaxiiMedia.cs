using Microsoft.Net.Http.Headers;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>Media types of TAXII 2.1 and what a request may say of them (1.6.8).</summary>
static class TaxiiMedia
{
    /// <summary>What is spoken here.</summary>
    public const string Taxii = "application/taxii+json;version=2.1";

    /// <summary>What is kept here.</summary>
    public const string Stix = "application/stix+json;version=2.1";

    const string Type = "application/taxii+json";

    /// <summary>Whether the Accept header lets us answer: it names TAXII without a version or with ours, names anything, or is not there.</summary>
    public static bool Accepts(IHeaderDictionary headers)
    {
        if (headers.Accept.Count == 0)
            return true;
        return MediaTypeHeaderValue.TryParseList(headers.Accept, out var wanted)
            && wanted.Any(one => one.Quality is not 0 && (one.MatchesAllTypes || (one.MatchesAllSubTypes && one.Type.Equals("application", StringComparison.OrdinalIgnoreCase)) || IsOurs(one)));
    }

    /// <summary>Whether a body is TAXII of our version or of none.</summary>
    public static bool IsTaxii(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type) && IsOurs(type);

    static bool IsOurs(MediaTypeHeaderValue type)
    {
        if (!type.MediaType.Equals(Type, StringComparison.OrdinalIgnoreCase))
            return false;
        var version = type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase));
        return version is null || HeaderUtilities.RemoveQuotes(version.Value) == "2.1";
    }
}
