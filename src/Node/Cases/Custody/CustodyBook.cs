using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Knooppunt.Cases;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Cases;

/// <summary>What somebody writes down about a piece of evidence.</summary>
sealed record PointerWish(EvidenceKind Kind, string Description, string Holder, string Reference, string Sha256, string Secured);

/// <summary>Writes down where evidence lies and how it goes from hand to hand, and finds what was changed afterwards.</summary>
sealed class CustodyBook(CaseDeeds deeds, NodeSettings settings, NodeFolders folders, TimeProvider clock)
{
    /// <summary>Longest description and reference number, in characters.</summary>
    public const int LongestDescription = 300, LongestReference = 60;

    const int KeyLength = 32, MostPointers = 200, MostLinks = 500, FirstYear = 2000;
    readonly Lazy<byte[]> _key = new(() => KeyFile.ReadOrMake(Path.Combine(folders.Data, "cases"), "custody", () => RandomNumberGenerator.GetBytes(KeyLength)));

    /// <summary>The first place where a pointer or its log is not what was written; null when it is.</summary>
    public CustodyFault? FaultOf(CaseFile file, PointerRow pointer) => CustodyChain.Verify(_key.Value, pointer.Id, BeginOf(file.Row, pointer), [.. file.Custody[pointer.Id]], pointer.Seal);

    /// <summary>Writes down where a piece of evidence lies.</summary>
    public Task<Refusal?> Write(ClaimsPrincipal person, string id, PointerWish wish, CancellationToken stop) => deeds.Act(person, id, (db, file) =>
    {
        var sha256 = Sha256Text.Read(wish.Sha256);
        if (WrongIn(file, wish, sha256) is { } wrong)
            return wrong;
        var pointer = new PointerRow
        {
            Id = RandomId.New(),
            Case = file.Row.Number,
            Kind = wish.Kind,
            Description = wish.Description,
            Holder = wish.Holder,
            Reference = wish.Reference,
            Sha256 = sha256 ?? "",
            Secured = wish.Secured,
            Written = clock.GetUtcNow().UnixMicroseconds,
            By = person.DisplayName,
            Seal = "",
        };
        pointer.Seal = CustodyChain.Seal(_key.Value, pointer.Id, BeginOf(file.Row, pointer), []);
        db.Pointers.Add(pointer);
        db.Events.Add(deeds.Line(file, person, CaseDeed.PointerWritten).On(pointer.Id, wish.Description));
        return null;
    }, stop);

    /// <summary>Adds a line to the log of a pointer.</summary>
    /// <param name="person">Who hands it over, or answers for the receiver.</param>
    /// <param name="id">Id of the case.</param>
    /// <param name="pointer">Id of the pointer.</param>
    /// <param name="seen">How many lines the person saw.</param>
    /// <param name="deed">What happens.</param>
    /// <param name="to">To whom it is handed; not read for an answer.</param>
    /// <param name="why">Why, or how it was received.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public Task<Refusal?> Add(ClaimsPrincipal person, string id, string pointer, int seen, CustodyDeed deed, string to, string why, CancellationToken stop) => deeds.Act(person, id, (db, file) =>
    {
        if (file.Pointers.FirstOrDefault(row => row.Id == pointer) is not { } row || row.Links != seen)
            return Refusal.First;
        if (!Enum.IsDefined(deed))
            return Refusal.Wrong("Kies een van de knoppen.", "Choose one of the buttons.");
        var custody = file.HolderOf(row);
        if (Against(file, custody.Weigh(deed, SpeaksFor(person, file, custody, deed), to), deed, to) is { } no)
            return no;
        if (CaseDeeds.ReasonRefusal(why) is { } wrong)
            return wrong;
        if (row.Links >= MostLinks)
            return Refusal.Wrong($"Dit logboek heeft al {MostLinks} regels. Schrijf een nieuwe verwijzing.", $"This log has {MostLinks} lines already. Write a new pointer.");
        // A new line would cover up what was changed.
        if (FaultOf(file, row) is not null)
            return Refusal.Wrong("Dit logboek is veranderd buiten het knooppunt om. Er komt geen regel bij tot de privacyfunctionaris heeft uitgezocht wat er gebeurde.", "This log was changed behind the node's back. No line is added until the privacy officer has found out what happened.");
        var (links, receiver) = (file.Custody[row.Id].ToList(), deed == CustodyDeed.Handed ? to : custody.OnWayTo!);
        var begin = BeginOf(file.Row, row);
        var link = CustodyChain.Close(links.Count == 0 ? begin : links[^1].Hash, new CustodyLink(links.Count + 1, clock.GetUtcNow().UnixMicroseconds, deed, custody.Holder, receiver, person.DisplayName, why));
        db.Custody.Add(new CustodyRow { Pointer = row.Id, Number = link.Number, At = link.At, Deed = link.Deed, From = link.From, To = link.To, Name = link.Name, Why = link.Why, Hash = link.Hash });
        (row.Links, row.Seal) = (link.Number, CustodyChain.Seal(_key.Value, row.Id, begin, [.. links, link]));
        db.Events.Add(deeds.Line(file, person, CaseDeed.Custody).On(row.Id, why));
        return null;
    }, stop);

    /// <summary>Whether evidence is on its way to an organisation that is no partner of the node any more: then who gave it says that it did not arrive.</summary>
    public bool IsAdrift(Custody custody) => custody.OnWayTo is { } receiver && !IsPartner(receiver);

    string[] SpeaksFor(ClaimsPrincipal person, CaseFile file, Custody custody, CustodyDeed deed)
    {
        var own = file.ActsFor(person);
        return deed == CustodyDeed.NotReceived && IsAdrift(custody) && own.Contains(custody.Holder) ? [custody.OnWayTo!] : own;
    }

    bool IsPartner(string organisation) => settings.Organisations.Any(partner => partner.Id == organisation);

    Refusal? WrongIn(CaseFile file, PointerWish wish, string? sha256) =>
        file.Pointers.Count >= MostPointers ? Refusal.Wrong($"Een zaak heeft hoogstens {MostPointers} verwijzingen.", $"A case has at most {MostPointers} pointers.")
        : !Enum.IsDefined(wish.Kind) ? Refusal.Wrong("Kies wat voor bewijs het is.", "Choose what kind of evidence it is.")
        : wish.Description.Length is < 5 or > LongestDescription ? Refusal.Wrong($"Zeg in 5 tot {LongestDescription} tekens wat het is.", $"Say in 5 to {LongestDescription} characters what it is.")
        : OwnWords.Refusal(wish.Description) is { } clear ? Refusal.Of(clear)
        : !file.Named.Contains(wish.Holder) || !IsPartner(wish.Holder)
            ? Refusal.Wrong("Kies de partner van deze zaak bij wie het ligt. Staat die er niet bij, neem hem dan eerst op.", "Choose the partner of this case with whom it lies. When it is not there, add it first.")
        : wish.Reference.Length is 0 or > LongestReference ? Refusal.Wrong($"Schrijf het nummer dat de houder er zelf aan gaf, hoogstens {LongestReference} tekens.", $"Write the number that the holder gave it, at most {LongestReference} characters.")
        : OwnWords.Refusal(wish.Reference) is { } number ? Refusal.Of(number)
        : sha256 is null && wish.Sha256.Trim().Length > 0 ? Refusal.Wrong($"Een SHA-256 heeft {Sha256Text.Digits} tekens, 0 tot 9 en a tot f. Kopieer hem opnieuw.", $"A SHA-256 has {Sha256Text.Digits} characters, 0 to 9 and a to f. Copy it again.")
        : sha256 is null && wish.Kind.IsFile() ? Refusal.Wrong("Bij een bestand hoort zijn SHA-256: alleen daarmee kan iemand later aantonen dat het hetzelfde is.", "A file needs its SHA-256: only with it can somebody show later that it is the same.")
        : !DateOnly.TryParseExact(wish.Secured, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year < FirstYear || day > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1)
            ? Refusal.Wrong("Kies de dag waarop het veilig werd gesteld; die ligt niet in de toekomst.", "Choose the day on which it was secured; it does not lie in the future.")
        : null;

    Refusal? Against(CaseFile file, CustodyAnswer answer, CustodyDeed deed, string to) => answer switch
    {
        CustodyAnswer.OnItsWay => Refusal.Wrong("Het is al onderweg. De ontvanger moet eerst zeggen of het er is.", "It is on its way already. The receiver must say first whether it is there."),
        CustodyAnswer.NotHolder => Refusal.Wrong("Alleen wie het bewijs heeft kan het overdragen.", "Only who has the evidence can hand it over."),
        CustodyAnswer.SameHolder => Refusal.Wrong("Daar ligt het al.", "It lies there already."),
        CustodyAnswer.NotReceiver => Refusal.Wrong("Alleen de ontvanger kan bevestigen, en alleen wat naar hem onderweg is.", "Only the receiver can confirm, and only what is on its way to them."),
        _ when deed == CustodyDeed.Handed && (!file.Named.Contains(to) || !IsPartner(to))
            => Refusal.Wrong("Kies een partner van deze zaak: alleen die kan de ontvangst bevestigen.", "Choose a partner of this case: only they can confirm the receipt."),
        _ => null,
    };

    /// <summary>The hash with which the log of a pointer begins: over its facts.</summary>
    public static string BeginOf(CaseRow row, PointerRow pointer) => CustodyChain.Begin(row.Id, pointer.Id, pointer.Kind.ToString(), pointer.Description, pointer.Holder, pointer.Reference, pointer.Sha256, pointer.Secured,
        pointer.Written.ToString(CultureInfo.InvariantCulture), pointer.By);
}
