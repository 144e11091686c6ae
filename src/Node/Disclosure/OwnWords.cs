using Knooppunt.Disclosure;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Disclosure;

/// <summary>What people write to each other here, and what may not stand in it.</summary>
static class OwnWords
{
    /// <summary>The shortest reason, in characters.</summary>
    public const int Shortest = 5;

    /// <summary>The longest text, in characters.</summary>
    public const int Longest = 1000;

    /// <summary>Why a text cannot be kept; null when it can. What the journal holds as a pseudonym does not stand here in clear: that would go round the access table.</summary>
    public static Word? Refusal(string text) =>
        text.Length > Longest ? new($"Maak het korter: hoogstens {Longest} tekens.", $"Make it shorter: at most {Longest} characters.")
        : FreeText.Find(text) is not { } found ? null
        : found.Kind switch
        {
            "plate" => Names("een kenteken", "a plate", found),
            "address" => Names("een e-mailadres", "an e-mail address", found),
            _ => Names("een burgerservicenummer", "a citizen service number", found),
        };

    static Word Names(string dutch, string english, ClearNumber found) => new(
        $"Uw tekst lijkt {dutch} te bevatten, bij teken {found.Start + 1}. Laat het weg: iedereen die dit mag zien leest mee. Wie het nummer nodig heeft vraagt het op bij het bewijs.",
        $"Your text seems to hold {english}, at character {found.Start + 1}. Leave it out: everybody who may see this reads it. Who needs the number asks for it at the evidence.");
}
