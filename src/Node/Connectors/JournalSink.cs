using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Node.Connectors;

/// <summary>Collects what a reader gives and hands it to the journal of the source's organisation, a thousand at a time; what could not be read goes there as well.</summary>
sealed class JournalSink(JournalRoom journals, string organisation, string? stream) : IObservationSink
{
    /// <summary>The size at which a batch goes to the journal.</summary>
    public const int BatchSize = 1000;

    readonly List<Incoming> _waiting = new(BatchSize);
    readonly List<Unread> _unread = [];

    /// <summary>What became of it so far.</summary>
    public IntakeCounts Counts { get; } = new();

    /// <summary>The same by the source that each observation names, without what no source can be blamed for.</summary>
    public Dictionary<string, IntakeCounts> BySource { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it is time to <see cref="Flush"/>.</summary>
    public bool IsFull => _waiting.Count + _unread.Count >= BatchSize;

    public void Take(Observation observation, long line) => _waiting.Add(new(observation, stream, line));

    public void Reject(Complaint complaint, ReadOnlySpan<byte> original)
    {
        Counts.Reject(complaint);
        _unread.Add(Unread.Refused(complaint, original));
    }

    public void Keep(string type, InputPlace place, ReadOnlySpan<byte> original, long length) => _unread.Add(Unread.Other(type, place, original, length));

    public void Count(string what) => Counts.LeftOut[what] = Counts.LeftOut.GetValueOrDefault(what) + 1;

    /// <summary>Hands over what waits; when it returns, all of it is on disk or refused with a reason.</summary>
    public async Task Flush()
    {
        if (_unread.Count > 0)
            await journals.Reject(organisation, OrganisationJournal.PostedSource, _unread);
        _unread.Clear();
        if (_waiting.Count == 0)
            return;
        var answers = await journals.Append(organisation, _waiting);
        foreach (var (index, answer) in answers.Index())
            Note(_waiting[index], answer);
        _waiting.Clear();
    }

    void Note(Incoming offered, Answer answer)
    {
        if (!BySource.TryGetValue(offered.Observation.Source, out var own))
            BySource[offered.Observation.Source] = own = new();
        Counts.Add(offered, answer);
        own.Add(offered, answer);
    }
}

/// <summary>What became of a file, a request or a stream.</summary>
sealed class IntakeCounts
{
    const int MostProblems = 100;

    /// <summary>New in the journal.</summary>
    public long Taken { get; set; }

    /// <summary>The journal had it already.</summary>
    public long Known { get; set; }

    /// <summary>Its time lies ahead; kept apart until due.</summary>
    public long Parked { get; set; }

    /// <summary>Not taken, with a reason.</summary>
    public long Rejected { get; set; }

    /// <summary>Recognised and deliberately left out, by reason.</summary>
    public Dictionary<string, long> LeftOut { get; } = new(StringComparer.Ordinal);

    /// <summary>The first hundred reasons.</summary>
    public List<Complaint> Problems { get; } = [];

    /// <summary>Counts what the journal answered to one offer.</summary>
    public void Add(in Incoming offered, in Answer answer)
    {
        switch (answer.Verdict)
        {
            case Verdict.Taken:
                Taken++;
                break;
            case Verdict.Known:
                Known++;
                break;
            case Verdict.Parked:
                Parked++;
                break;
            default:
                Reject(new Complaint(new(offered.Observation.Source, offered.Line, 0, offered.Observation.Id), answer.Reason ?? "The journal refused it."));
                break;
        }
    }

    /// <summary>Counts what was not taken.</summary>
    public void Reject(Complaint complaint)
    {
        Rejected++;
        if (Problems.Count < MostProblems)
            Problems.Add(complaint);
    }
}
