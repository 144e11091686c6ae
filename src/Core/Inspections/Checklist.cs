namespace Knooppunt.Inspections;

/// <summary>One question of a checklist.</summary>
/// <param name="Code">Short name, kept with an answer.</param>
/// <param name="Powers">Codes of the powers that ask it; empty for everybody.</param>
/// <param name="Dutch">The question in Dutch, so that "yes" is in order.</param>
/// <param name="English">The same in English.</param>
public sealed record CheckItem(string Code, IReadOnlyList<string> Powers, string Dutch, string English);

/// <summary>What is counted, so that a finding has something to be a share of.</summary>
/// <param name="Code">Short name, kept with an answer.</param>
/// <param name="Dutch">Dutch.</param>
/// <param name="English">English.</param>
public sealed record CountedUnit(string Code, string Dutch, string English);

/// <summary>What each participant looks at. Ours, from the traces that practitioners name; a partnership makes it its own.</summary>
/// <remarks>Field notes 1 (traces per modus operandi), 2.9 and 2.12.</remarks>
public static class Checklist
{
    /// <summary>What is counted.</summary>
    public static IReadOnlyList<CountedUnit> Units { get; } =
    [
        new("containers", "Containers", "Containers"), new("vehicles", "Voertuigen", "Vehicles"), new("vessels", "Schepen en boten", "Ships and boats"),
        new("premises", "Panden en loodsen", "Premises and sheds"), new("people", "Mensen", "People"),
    ];

    /// <summary>Every question.</summary>
    public static IReadOnlyList<CheckItem> All { get; } =
    [
        new("safe", [], "Is het hier veilig om te werken?", "Is it safe to work here?"),
        new("right-place", [], "Zijn we op de plek van het plan, en weet de beheerder dat we er zijn?", "Are we at the place of the plan, and does the keeper know that we are here?"),
        new("seals", ["customs"], "Kloppen de zegels met de papieren?", "Do the seals match the papers?"),
        new("reefer", ["customs"], "Is het motorcompartiment van koelcontainers dicht en onbeschadigd?", "Is the motor compartment of reefers closed and undamaged?"),
        new("structure", ["customs"], "Zijn vloer, wanden en dak van lege containers heel?", "Are floor, walls and roof of empty containers whole?"),
        new("weight", ["customs"], "Past het gewicht bij wat erin hoort?", "Does the weight fit what should be in it?"),
        new("order", ["police"], "Is er niemand op het terrein zonder recht?", "Is nobody on the site without a right?"),
        new("vehicles-known", ["police", "company"], "Hoort elk voertuig hier?", "Does every vehicle belong here?"),
        new("hiding", ["police", "customs", "company"], "Zijn er geen sporen van verblijf: eten, slaapspullen, gereedschap?", "Are there no traces of a stay: food, bedding, tools?"),
        new("use", ["municipality"], "Wordt het pand gebruikt zoals vergund?", "Are the premises used as permitted?"),
        new("tenants", ["municipality", "tax"], "Staat elke huurder in het handelsregister, op dit adres?", "Is every tenant in the trade register, at this address?"),
        new("hidden-rooms", ["municipality", "environment"], "Zijn er geen verborgen ruimtes of afgeschermde delen?", "Are there no hidden rooms or screened-off parts?"),
        new("power-use", ["municipality", "environment"], "Past het stroomgebruik bij het werk?", "Does the use of electricity fit the work?"),
        new("substances", ["environment"], "Zijn alle stoffen gemeld en goed opgeslagen?", "Are all substances reported and stored well?"),
        new("workers", ["labour"], "Is iedereen die werkt bekend bij de werkgever?", "Is everybody who works known to the employer?"),
        new("hours", ["labour"], "Kloppen de werktijden met het rooster?", "Do the hours match the roster?"),
        new("cash", ["tax"], "Zijn er geen grote contante betalingen zonder verklaring?", "Are there no large cash payments without an explanation?"),
        new("books", ["tax"], "Staan de ladingen van vandaag in de boeken?", "Do today's cargoes stand in the books?"),
        new("fence", ["company"], "Zijn hek, deuren en camera's heel?", "Are fence, doors and cameras whole?"),
        new("passes", ["company"], "Draagt iedereen een eigen, geldige pas?", "Does everybody wear their own valid pass?"),
    ];

    /// <summary>The questions of one power, in order.</summary>
    public static IEnumerable<CheckItem> For(string power) => All.Where(item => item.Powers.Count == 0 || item.Powers.Contains(power));

    /// <summary>Whether a participant with this power answers about this: one of its questions, or a count.</summary>
    public static bool Has(string power, string item) => For(power).Any(known => known.Code == item) || Units.Any(unit => unit.Code == item);
}
