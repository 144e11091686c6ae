using System.Globalization;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Tests.Core.Disclosure;

namespace Knooppunt.Tests.Node.Access;

/// <summary>A signal, with the container and the camera that nobody sees but who may.</summary>
sealed record LeakSignal(string Id, SourceSettings Source, string Container, string Camera);

/// <summary>Something that not everybody may read.</summary>
/// <param name="What">What it is, for who reads the failure.</param>
/// <param name="Text">How it reads.</param>
/// <param name="MaySee">Which people may by what was agreed, as things are now.</param>
/// <param name="MayHave">Which machines of partners and other nodes may; null for none.</param>
/// <param name="Shown">Whether who may surely finds it; not what mentions something that they may not have.</param>
sealed record LeakSecret(string What, string Text, Func<Viewer, bool> MaySee, Func<string, bool>? MayHave = null, bool Shown = true);

/// <summary>A copy of a signal that somebody gave.</summary>
sealed record LeakShare(string Page, LeakSignal Signal, string To, bool WithCamera)
{
    public bool Standing { get; set; } = true;
}

/// <summary>A phenomenon file and who was named on it.</summary>
sealed record LeakFile(string Id, string Home, HashSet<string> Named)
{
    /// <summary>What was agreed about something that one organisation brought: by the matrix, among those who are named.</summary>
    public bool Sees(Viewer viewer, string owner, Regime regime, Tlp tlp) => LeakWorld.WorksOnData(viewer) && Named.Contains(viewer.Organisation)
        && AccessMatrix.Of(viewer, new Handling(owner, regime, Purpose.Knowledge, tlp, Pap.Green, LeakWorld.Kept), released: true) != AccessVerdict.Refuse;
}

/// <summary>A municipal signal and how far its protocol is.</summary>
sealed record LeakMunicipal(string Id)
{
    public int Step { get; set; }

    public bool Team { get; set; }

    public AccessVerdict Of(Viewer viewer) => !LeakWorld.WorksOnData(viewer) || (viewer.Organisation != "gemeente" && !(Team && viewer.Organisation == "buur")) ? AccessVerdict.Refuse
        : AccessMatrix.Of(viewer, new Handling("gemeente", Regime.Avg, Purpose.Supervision, Tlp.Amber, Pap.Amber, LeakWorld.Kept), released: true);
}

/// <summary>An advice, for whom it is, and whether it was given.</summary>
sealed record LeakAdvice(string Id, string By, string To)
{
    public bool Given { get; set; }
}

/// <summary>An object that a machine brought to the exchange.</summary>
sealed record LeakObject(string Id, string Collection, string By)
{
    public Tlp Tlp { get; set; }

    public bool Reaches(string party) => party == By || AccessMatrix.Of(new AccessQuestion(Regime.None, Purpose.Knowledge, Role.Analyst, party.StartsWith("node:", StringComparison.Ordinal) ? Direction.OtherNode : Direction.Partner, Tlp)) != AccessVerdict.Refuse;

    public bool IsSeenBy(Viewer viewer) => Tlp == Tlp.Clear || AccessMatrix.Of(new AccessQuestion(Regime.None, Purpose.Knowledge, viewer.Role, viewer.Organisation == By ? Direction.OwnOrganisation : Direction.Partner, Tlp)) != AccessVerdict.Refuse;
}

/// <summary>What people made, and who may read what of it.</summary>
sealed class LeakWorld
{
    static int _words;

    public static RetentionClass Kept { get; } = new("x", 1);

    public List<LeakSignal> Signals { get; } = [];

    public List<LeakShare> Given { get; } = [];

    public List<LeakFile> Files { get; } = [];

    public List<LeakMunicipal> Municipal { get; } = [];

    public List<LeakAdvice> Advice { get; } = [];

    public List<LeakObject> Objects { get; } = [];

    /// <summary>Pages of what was made, for everybody to try.</summary>
    public List<string> Pages { get; } = [];

    /// <summary>What was made beside the signals.</summary>
    public List<LeakSecret> Made { get; } = [];

    /// <summary>What was read by somebody who may.</summary>
    public HashSet<LeakSecret> Seen { get; } = [];

    public IReadOnlyList<LeakSecret> Secrets() => [.. Signals.SelectMany(signal => new LeakSecret[]
    {
        new($"the container of {signal.Source.Name}", signal.Container, viewer => MaySee(viewer, signal, camera: false)),
        new($"the camera of {signal.Source.Name}", signal.Camera, viewer => MaySee(viewer, signal, camera: true)),
    }), .. Made];

    /// <summary>By the matrix in the own organisation; elsewhere only what somebody decided to give, as long as it was not taken back.</summary>
    public bool MaySee(Viewer viewer, LeakSignal signal, bool camera) =>
        AccessMatrix.Of(viewer, signal.Source.Handling, released: false) != AccessVerdict.Refuse
        || (WorksOnData(viewer) && Given.Any(share => share.Standing && share.Signal == signal && share.To == viewer.Organisation && (share.WithCamera || !camera)));

    public static bool WorksOnData(Viewer viewer) => viewer.Role is Role.SecurityOfficer or Role.Analyst or Role.Inspector or Role.PrivacyOfficer;

    public static bool Answers(Viewer viewer) => viewer.Role is Role.SecurityOfficer or Role.Analyst or Role.Inspector;

    /// <summary>A word that stands nowhere else. Letters alone: it is no number of anything.</summary>
    public static string Word() => "zq" + string.Concat((Interlocked.Increment(ref _words) * 7919L + Random.Shared.Next(1000)).ToString("D12", CultureInfo.InvariantCulture).Select(digit => (char)('a' + (digit - '0'))));
}
