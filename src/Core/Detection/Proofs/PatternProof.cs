using System.Text;
using System.Text.RegularExpressions;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;
using Knooppunt.Signals;

namespace Knooppunt.Detection;

/// <summary>
/// The proof of a pattern: cases of observations on which it must fire, and look-alikes on which it must not. The form of the file
/// stands in <c>patterns/README.md</c>.
/// </summary>
/// <remarks>Observations are enriched with the places of the case's node. The watermark moves only where a line says so (<c>tick</c>).</remarks>
public sealed partial class PatternProof
{
    const int MostLines = 10_000;
    readonly string _file;
    readonly Plan _plan;
    readonly Func<string, PlaceMap?> _places;
    readonly TimeZoneInfo _zone;
    readonly List<ProofCase> _cases = [];
    readonly List<Complaint> _complaints = [];
    Running? _running;

    PatternProof(string file, IEnumerable<PatternDocument> documents, Func<string, PlaceMap?> places, TimeZoneInfo zone)
    {
        (_file, _places, _zone) = (file, places, zone);
        // What is proved is the pattern; how late an observation may come is the node's affair.
        _plan = Plan.Compile(documents, new PlanOptions { Lateness = null });
        _complaints.AddRange(_plan.Complaints);
    }

    /// <summary>The cases, in order.</summary>
    public IReadOnlyList<ProofCase> Cases => _cases;

    /// <summary>Lines that could not be read, and what is missing.</summary>
    public IReadOnlyList<Complaint> Complaints => _complaints;

    /// <summary>Whether every line was read and every case holds.</summary>
    public bool Holds => _complaints.Count == 0 && _cases.TrueForAll(one => one.Holds);

    /// <summary>Runs the cases of a proof file; never throws on bad text.</summary>
    /// <param name="file">Name of the proof file, for complaints.</param>
    /// <param name="text">JSON Lines; at most 10,000 lines are read.</param>
    /// <param name="documents">The documents of the pattern file.</param>
    /// <param name="places">The places of a node by its name; null when there is no such node.</param>
    /// <param name="zone">The time zone of the nodes.</param>
    public static PatternProof Run(string file, string text, IEnumerable<PatternDocument> documents, Func<string, PlaceMap?> places, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(places);
        var proof = new PatternProof(file, documents, places, zone);
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number > MostLines)
            {
                proof.Complain(number, $"A proof has at most {MostLines:N0} lines; shorten it to what the pattern needs.");
                break;
            }

            if (!line.IsWhiteSpace())
                proof.Take(number, Encoding.UTF8.GetBytes(line.ToString()));
        }

        proof.End();
        proof.AskBothSides();
        return proof;
    }

    void Take(int number, byte[] line)
    {
        var read = ProofLine.Read(new InputPlace(_file, number), line);
        if (!read.Ok)
            _complaints.Add(read.Complaint!);
        else if (read.Value is ProofLine.Case opening)
            Begin(number, opening);
        else if (_running is null)
            Complain(number, "A proof begins with a case: {\"case\":\"…\",\"expect\":1}.");
        else if (read.Value is ProofLine.Tick tick)
            _running.Tick(tick.Watermark);
        else
            _running.Take(((ProofLine.Seen)read.Value).Observation);
    }

    void Begin(int number, ProofLine.Case opening)
    {
        End();
        if (_places(opening.Node) is { } places)
            _running = new Running(new InputPlace(_file, number), opening, _plan, new Enricher(places, _zone, []));
        else
            Complain(number, $"There are no places for the node \"{opening.Node}\"; choose one that has a file in places/.");
    }

    void End()
    {
        if (_running is { } done)
            _cases.Add(done.Result());
        _running = null;
    }

    void AskBothSides()
    {
        if (!_cases.Exists(one => one.Expected > 0))
            Complain(0, "No case must fire; add one with \"expect\" 1 or more.");
        if (!_cases.Exists(one => one.Expected == 0))
            Complain(0, "No case must stay silent; add the innocent look-alike with \"expect\" 0.");
    }

    void Complain(int line, string sentence) => _complaints.Add(new Complaint(new InputPlace(_file, line), sentence));

    [GeneratedRegex(@"\{([a-z_0-9.]{1,64})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    /// <summary>A case at work.</summary>
    sealed class Running(InputPlace place, ProofLine.Case opening, Plan plan, Enricher enricher)
    {
        readonly DetectionState _state = new(plan);
        readonly List<Observation> _seen = [];
        readonly List<Finding> _found = [];

        public void Take(Observation observation)
        {
            var enriched = enricher.Enrich(observation);
            _seen.Add(enriched);
            Keep(Detector.Step(_state, [new Recorded(_seen.Count - 1, enriched)]));
        }

        public void Tick(DateTimeOffset watermark) => Keep(Detector.Tick(_state, watermark));

        public ProofCase Result() => new(place, opening.Name, opening.Expect, _found.Count, Wrong());

        void Keep(IReadOnlyList<Match> matches) =>
            _found.AddRange(matches.Select(match => Findings.Of(match, offset => _seen[(int)offset], _state)).OfType<Finding>());

        string? Wrong()
        {
            if (_found.Count != opening.Expect)
                return $"It must fire {opening.Expect} times and fired {_found.Count} times.";
            if (opening.Subject is { } subject && _found.Find(finding => finding.Subject != subject) is { } other)
                return $"It must be about {subject} and is about {other.Subject}.";
            return _found.SelectMany(EmptyPlaces).FirstOrDefault() is { } empty ? $"In its sentence {{{empty}}} stays empty: no evidence has that field." : null;
        }

        /// <summary>What the sentence of a signal would leave open: it is filled from the evidence alone, which of a derived observation is what it was derived from.</summary>
        IEnumerable<string> EmptyPlaces(Finding finding)
        {
            var sentence = plan.Documents.First(document => document.Id == finding.PatternId).Card?.Sentence;
            return Placeholder().Matches($"{sentence?.Dutch} {sentence?.English}").Select(match => match.Groups[1].Value)
                .Where(field => field != finding.Subject.Kind && finding.Evidence.All(item => item.Observation.Data[field].Kind == FieldKind.None));
        }
    }
}
