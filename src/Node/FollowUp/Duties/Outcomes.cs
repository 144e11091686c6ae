using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.FollowUp;

/// <summary>What can come of a duty that is not closed on a signal's own page.</summary>
static class Outcomes
{
    static readonly string[] OfShare = ["found", "measure", "passed-on", ReasonCodes.Innocent, "nothing-found"];

    static readonly (string Code, Word Name)[] OfAction =
    [
        ("done", new("Gedaan", "Done")),
        ("not-done", new("Niet gedaan, en waarom", "Not done, and why")),
    ];

    /// <summary>Those of one kind of duty, in the order of a list. What came of a shared signal has the codes of a verdict, so that who gave it can record it as one.</summary>
    public static IReadOnlyList<(string Code, Word Name)> For(string kind) => kind switch
    {
        Duties.Share => [.. OfShare.Select(code => (code, NameOf(ReasonCodes.Find(code)!)))],
        Duties.Action => OfAction,
        _ => [],
    };

    /// <summary>The word for one; the code itself when it is not known.</summary>
    public static Word NameOf(string kind, string code) => For(kind).FirstOrDefault(one => one.Code == code) is { Code: not null } known ? known.Name : new(code, code);

    static Word NameOf(ReasonCode code) => new(code.Dutch, code.English);
}
