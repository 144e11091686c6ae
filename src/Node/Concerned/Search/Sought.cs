using System.Text.Json;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Knooppunt.Observations.Identifiers;

namespace Knooppunt.Node.Concerned;

/// <summary>From what a person calls themselves to what each journal calls them.</summary>
sealed class Sought(JournalRoom journals)
{
    /// <summary>The longest number or name.</summary>
    public const int Longest = 60;
    const int ShortestName = 3;

    /// <summary>What may be asked about.</summary>
    public static IReadOnlyList<(string Kind, Word Name)> Kinds { get; } =
        [("plate", new("kenteken", "plate")), ("pass", new("pasnummer", "pass number")), ("container", new("containernummer", "container number")), ("person", new("naam of account", "name or account"))];

    /// <summary>Why something cannot be asked about; null when it can.</summary>
    public static Word? Refusal(string kind, string text) => kind switch
    {
        _ when Kinds.All(known => known.Kind != kind) => new("Kies waar het verzoek over gaat.", "Choose what the request is about."),
        _ when text.Length is 0 or > Longest => new($"Schrijf het nummer of de naam op, hoogstens {Longest} tekens.", $"Write the number or name, at most {Longest} characters."),
        "plate" when LicencePlate.TryParse(text) is null => new("Dit is geen kenteken. Schrijf het zoals op de plaat staat, bijvoorbeeld VX-123-L.", "This is no plate. Write it as it stands on the plate, for example VX-123-L."),
        "container" when ContainerNumber.TryParse(text) is null => new("Dit is geen containernummer: vier letters en zeven cijfers, bijvoorbeeld MSKU 123456-5.", "This is no container number: four letters and seven digits, for example MSKU 123456-5."),
        "person" when text.Length < ShortestName => new($"Schrijf een naam van minstens {ShortestName} tekens, zoals hij in de systemen staat.", $"Write a name of at least {ShortestName} characters, as the systems have it."),
        _ => null,
    };

    /// <summary>What each journal calls it; for a text that <see cref="Refusal"/> let through.</summary>
    public SoughtSubject Of(string kind, string text) => new(kind, journals.Organisations.ToDictionary(journal => journal, journal => kind switch
    {
        "plate" => journals.Pseudonyms(journal).Token(Pseudonym.Plate, text),
        "pass" => journals.Pseudonyms(journal).Token(Pseudonym.Pass, text),
        "person" => journals.Pseudonyms(journal).Token(Pseudonym.Person, text),
        _ => ContainerNumber.TryParse(text)!.Value.ToString(),
    }));

    /// <summary>As a row keeps it.</summary>
    public static string Write(SoughtSubject sought) => JsonSerializer.Serialize(sought.Values.ToDictionary(), ConcernedJson.Default.DictionaryStringString);

    /// <summary>Out of a row.</summary>
    public static SoughtSubject Read(RequestRow row) => new(row.Kind, JsonSerializer.Deserialize(row.Tokens, ConcernedJson.Default.DictionaryStringString)!);
}
