using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Detection.Backtest;

/// <summary>A signal of the past that a person confirmed or dismissed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="First">Time of its first evidence.</param>
/// <param name="Last">Time of its last match or evidence.</param>
/// <param name="Gap">Silence after which it closed.</param>
/// <param name="Offsets">Offsets of its evidence.</param>
/// <param name="Confirmed">Whether it was confirmed; else it was dismissed.</param>
public sealed record AssessedSignal(string Id, Subject Subject, DateTimeOffset First, DateTimeOffset Last, TimeSpan Gap, IReadOnlyList<long> Offsets, bool Confirmed);

/// <summary>How the tried pattern would have treated the signals that people assessed.</summary>
/// <param name="ConfirmedRaised">Confirmed ones that it would have raised too.</param>
/// <param name="ConfirmedMissed">Confirmed ones in which it would have been silent.</param>
/// <param name="DismissedRaised">Dismissed ones that it would have raised too.</param>
/// <param name="DismissedMissed">Dismissed ones in which it would have been silent.</param>
public readonly record struct AssessedOutcome(int ConfirmedRaised, int ConfirmedMissed, int DismissedRaised, int DismissedMissed)
{
    /// <summary>Assessed signals that it would have raised: of these <see cref="ConfirmedRaised"/> is the precision.</summary>
    public int Raised => ConfirmedRaised + DismissedRaised;

    /// <summary>Confirmed signals: of these <see cref="ConfirmedRaised"/> is what it would have found again.</summary>
    public int Confirmed => ConfirmedRaised + ConfirmedMissed;

    /// <summary>All assessed signals.</summary>
    public int All => Raised + ConfirmedMissed + DismissedMissed;

    /// <summary>The outcome over two journals.</summary>
    public AssessedOutcome Plus(AssessedOutcome other) => new(ConfirmedRaised + other.ConfirmedRaised, ConfirmedMissed + other.ConfirmedMissed, DismissedRaised + other.DismissedRaised, DismissedMissed + other.DismissedMissed);
}

/// <summary>Finds out which assessed signals of one journal the tried pattern would have raised: those on one of whose observations it matched, and those into whose story a match of it falls.</summary>
public sealed class AssessedBook
{
    readonly IReadOnlyList<AssessedSignal> _signals;
    readonly bool[] _raised;
    readonly ILookup<Subject, int> _bySubject;
    readonly ILookup<long, int> _byOffset;

    /// <summary>A book over these signals.</summary>
    public AssessedBook(IReadOnlyList<AssessedSignal> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        (_signals, _raised) = (signals, new bool[signals.Count]);
        _bySubject = signals.Index().ToLookup(item => item.Item.Subject, item => item.Index);
        _byOffset = signals.Index().SelectMany(item => item.Item.Offsets.Select(offset => (offset, item.Index))).ToLookup(pair => pair.offset, pair => pair.Index);
    }

    /// <summary>Takes a match of the tried pattern.</summary>
    public void Take(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        foreach (var number in finding.Evidence.SelectMany(item => _byOffset[item.Offset]))
            _raised[number] = true;
        foreach (var number in _bySubject[finding.Subject])
            _raised[number] |= StoryBook.Belongs(_signals[number].First, _signals[number].Last, _signals[number].Gap, finding);
    }

    /// <summary>The outcome so far.</summary>
    public AssessedOutcome Outcome => new(Count(confirmed: true, raised: true), Count(true, false), Count(false, true), Count(false, false));

    int Count(bool confirmed, bool raised) => _signals.Index().Count(item => item.Item.Confirmed == confirmed && _raised[item.Index] == raised);
}
