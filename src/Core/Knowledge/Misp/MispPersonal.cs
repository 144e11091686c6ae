using Knooppunt.Knowledge.Personal;

namespace Knooppunt.Knowledge.Misp;

/// <summary>What of MISP is about persons, and so is never taken: only knowledge travels. Types of the MISP core format, templates of MISP/misp-objects.</summary>
public static class MispPersonal
{
    static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        "first-name", "middle-name", "last-name", "full-name", "date-of-birth", "place-of-birth", "gender", "identity-card-number", "passport-number", "passport-country", "passport-expiration",
        "redress-number", "nationality", "visa-number", "issue-date-of-the-visa", "primary-residence", "country-of-residence", "special-service-request", "frequent-flyer-number", "travel-details",
        "payment-details", "place-port-of-original-embarkation", "place-port-of-clearance", "place-port-of-onward-foreign-destination", "passenger-name-record-locator-number", "prtn", "phone-number",
        "email", "email-src", "email-dst", "email-reply-to", "email-src-display-name", "email-dst-display-name", "email-subject", "email-body", "email-header", "email-attachment", "email-message-id",
        "whois-registrant-email", "whois-registrant-name", "whois-registrant-phone", "whois-registrant-org", "target-user", "target-email", "target-machine", "target-location", "eppn", "twitter-id", "github-username",
        "jabber-id", "iban", "bic", "bank-account-nr", "aba-rtn", "bin", "cc-number", "dash", "xmr", "btc", "imei", "imsi", "msisdn", "mac-address",
    };

    // A template about a person is refused whole: a nickname or a photograph in it has a harmless type.
    static readonly HashSet<string> Templates = new(StringComparer.OrdinalIgnoreCase)
    {
        "person", "employee", "passport", "drivers-license", "identity-card", "boarding-pass", "transport-ticket", "phone", "user-account", "credential", "email", "bank-account", "credit-card", "victim", "facial-composite",
        "narcotic-suspect", "organization-employee", "social-media-account", "instant-message", "twitter-account", "facebook-account", "telegram-account", "vehicle", "ais", "ais-observation", "geolocation", "forged-document", "scan-result-person",
    };

    // What names one thing that leads to a person, whatever its type.
    static readonly HashSet<string> Relations = new(StringComparer.OrdinalIgnoreCase)
    {
        "license-plate-number", "vin", "phone-number", "email-address", "passport-number", "social-security-number", "identity-card-number", "mmsi", "username", "employee-type", "userid", "primary-asset", "recipient", "originator",
    };

    /// <summary>Whether an attribute says something about a person or leads to one.</summary>
    public static bool Is(MispAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return Types.Contains(attribute.Type) || Relations.Contains(attribute.Relation) || attribute.Category is "Person";
    }

    /// <summary>Whether a template is about a person, or about one thing that leads to one.</summary>
    public static bool IsTemplate(string name) => Templates.Contains(name);

    /// <summary>Whether a text holds what leads to a person, by the rule for all that comes in as knowledge.</summary>
    public static bool IsIn(string text) => PersonalText.Find(text) is not null;

    /// <summary>Whether a text holds an e-mail address.</summary>
    public static bool HasAddress(string text) => PersonalText.AddressIn(text) is not null;
}
