namespace Knooppunt.Node.Signals;

/// <summary>Why a signal was confirmed or dismissed: the codes that feed the record of its patterns.</summary>
sealed record ReasonCode(string Kind, string Code, string Dutch, string English);

/// <summary>The closed list of reasons.</summary>
static class ReasonCodes
{
    /// <summary>The one that counts in the record of a pattern as its innocent explanation.</summary>
    public const string Innocent = "innocent-explanation";

    public static IReadOnlyList<ReasonCode> All { get; } =
    [
        new("confirmed", "found", "Er is iets aangetroffen", "Something was found"),
        new("confirmed", "as-described", "Het feit klopt; opvolging loopt", "The facts hold; follow-up is under way"),
        new("confirmed", "measure", "Er is een maatregel genomen", "A measure was taken"),
        new("confirmed", "passed-on", "Overgedragen aan bevoegde partner", "Handed to the competent partner"),
        new("dismissed", Innocent, "De onschuldige verklaring was het", "It was the innocent explanation"),
        new("dismissed", "nothing-found", "Er is gekeken en niets gevonden", "Somebody looked and found nothing"),
        new("dismissed", "sensor-error", "Sensor of camera zat fout", "Sensor or camera was wrong"),
        new("dismissed", "misread", "Kenteken of nummer verkeerd gelezen", "Plate or number was misread"),
        new("dismissed", "data-error", "Fout of te laat bericht", "Wrong or late message"),
        new("dismissed", "exercise", "Oefening of controle", "Exercise or inspection"),
        new("dismissed", "double", "Dubbel met een ander signaal", "Same as another signal"),
    ];

    public static IEnumerable<ReasonCode> For(string kind) => All.Where(code => code.Kind == kind);

    public static ReasonCode? Find(string code) => All.FirstOrDefault(known => known.Code == code);
}
