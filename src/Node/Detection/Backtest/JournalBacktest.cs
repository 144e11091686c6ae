using Knooppunt.Detection;
using Knooppunt.Detection.Backtest;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>
/// Runs one pattern over one journal's history, in offset order, with the places, lists, time zone and ticks that were in force: of a pattern that
/// was in force then, it finds what the live run found. It has a state of its own and writes nowhere.
/// </summary>
sealed class JournalBacktest
{
    /// <summary>A pattern that matches more often is no signal to anybody; beyond this it stops.</summary>
    public const int MostHits = 250_000;

    // Patterns in force run along from so long before, also those whose derived observations have no bound.
    static readonly TimeSpan RunUp = TimeSpan.FromDays(1);

    readonly JournalHistory _history;
    readonly BacktestRequest _request;
    readonly HitBook _hits;
    readonly Dictionary<long, ControlRecord> _controls;
    readonly Rulebook _book = new();
    readonly Engine _tried;
    readonly Engine? _inForce;
    readonly OverlapBook _overlaps = new();
    readonly AssessedBook _assessed;
    readonly CoverageBook _coverage;
    readonly string[] _derivedFrom;
    readonly DayRows _days;
    (HistoryColumns Columns, OpenBlock Tried, OpenBlock? InForce)[] _open = [];
    Enricher _enricher;
    HistoryBlock? _current;

    public JournalBacktest(JournalHistory history, BacktestRequest request, Judges judges, IReadOnlyList<AssessedSignal> assessed, HitBook hits)
    {
        (_history, _request, _hits, _assessed) = (history, request, hits, new AssessedBook(assessed));
        _controls = history.Controls().ToDictionary(control => control.Offset, control => control.Record);
        var today = new Rulebook();
        foreach (var control in _controls.OrderBy(control => control.Key))
            today.Take(control.Value);
        var inForce = judges.Of(today, history.Pseudonyms);
        _tried = new Engine(Plan.Compile(request.Documents, Judges.Options(history.Pseudonyms)));
        _inForce = request.Overlap ? new Engine(inForce.Plan) : null;
        _enricher = inForce.Enricher;
        _derivedFrom = [.. _tried.Plan.Derived.Concat(_inForce?.Plan.Derived ?? []).Select(derived => derived.From).Distinct()];
        _coverage = new CoverageBook(_tried.Plan, request.First, request.Last);
        _days = new DayRows(request, _coverage);
    }

    /// <summary>How many rows there are to read.</summary>
    public long ToDo => _history.RowsFrom(Start, _request.To);

    /// <summary>The plan of the tried pattern, for explanations.</summary>
    public Plan Plan => _tried.Plan;

    public IReadOnlyList<Overlap> Overlaps => _overlaps.Result();

    public bool OverlapsComplete => _overlaps.Complete;

    public AssessedOutcome Assessed => _assessed.Outcome;

    public JournalCoverage Coverage => _coverage.Result(_history.Name);

    long Start => _tried.Plan.Reach is { } reach ? _history.FirstAt(_request.From - Longer(reach, _inForce?.Plan.Reach ?? RunUp)) : 0;

    /// <summary>Runs; tells after each stretch how many rows it read.</summary>
    public void Run(Action<int> read, CancellationToken stop)
    {
        var (start, end) = (Start, _request.To);
        foreach (var (_, record) in _controls.Where(control => control.Key < start).OrderBy(control => control.Key))
            _book.Take(record);
        _enricher = Judges.EnricherOf(_book, []);
        if (_history.TickBefore(start) is { } before)
            Tick(before);
        foreach (var stretch in _history.From(start, FieldsRead()))
        {
            stop.ThrowIfCancellationRequested();
            Take(stretch);
            read(stretch.To - stretch.From);
            // What comes later than this is late, and every wait that could end in the asked time has ended.
            if (_hits.Total >= MostHits || _tried.State.Watermark >= end)
                break;
        }

        _days.Flush();
        foreach (var (day, sentence) in _history.Damage().Where(damage => damage.Day >= _request.First && damage.Day <= _request.Last.AddDays(1)))
            _coverage.Damage(sentence, [day]);
        foreach (var proof in _controls.Values.Where(control => control.Kind == "deletion"))
        {
            if (SegmentName.TryParse(proof.Name) is { Lane: Lane.Main } ended)
                _coverage.End(new EndedPart(ended.Class, ended.Day));
        }
    }

    /// <summary>Fields that rules and enrichment may ask for; null when a keyword may ask for any.</summary>
    string[]? FieldsRead() => _tried.Plan.ReadsEverything || _inForce?.Plan.ReadsEverything == true ? null
        : [.. _tried.Plan.FieldsRead.Concat(_inForce?.Plan.FieldsRead ?? []).Concat(_enricher.FieldsRead).Distinct()];

    void Take(HistoryStretch stretch)
    {
        _current = stretch.Block;
        var open = Open(stretch.Block);
        var (columns, from) = (open.Columns, stretch.From);
        for (var row = stretch.From; row < stretch.To; row++)
        {
            var use = columns.Uses[stretch.Block.ShapeIds[row]];
            if (use == RowUse.Judged)
                continue;
            Judge(open, from, row);
            from = row + 1;
            if (use == RowUse.Tick && JournalHistory.TickAt(stretch.Block, row) is { } watermark)
                Tick(watermark);
            else if (use == RowUse.Rule)
                open = Change(stretch.Block, row);
            else if (use == RowUse.Withheld && _days.Asks(stretch.Block.Ticks[row]))
                _coverage.Withhold(Reason(columns.Answers[stretch.Block.ShapeIds[row]]));
        }

        Judge(open, from, stretch.To);
    }

    void Judge((HistoryColumns Columns, OpenBlock Tried, OpenBlock? InForce) open, int from, int to)
    {
        if (from >= to)
            return;
        _days.Count(open.Columns.Block, from, to);
        TakeTried(_tried.Input.Take(open.Tried, from, to));
        if (_inForce is not null)
            TakeInForce(_inForce.Input.Take(open.InForce!, from, to));
    }

    void Tick(DateTimeOffset watermark)
    {
        TakeTried(Detector.Tick(_tried.State, watermark));
        if (_inForce is not null)
            TakeInForce(Detector.Tick(_inForce.State, watermark));
    }

    void TakeTried(MatchBuffer matches)
    {
        for (var i = 0; i < matches.Count; i++)
        {
            if (!_days.Asks(matches.TicksAt(i)))
                continue;
            if (Findings.Of(matches[i], At, _tried.State) is not { } finding)
            {
                _coverage.Damage($"Journal {_history.Name}: what a match at offset {matches.OffsetAt(i)} rests on cannot be read; it was not counted.", []);
                continue;
            }

            _hits.Take(_history.Name, finding);
            _assessed.Take(finding);
            if (_inForce is not null)
                _overlaps.Tried(finding);
        }
    }

    void TakeInForce(MatchBuffer matches)
    {
        for (var i = 0; i < matches.Count; i++)
        {
            if (_days.Asks(matches.TicksAt(i)) && Findings.Of(matches[i], At) is { } finding)
                _overlaps.InForce(finding);
        }
    }

    Observation? At(long offset)
    {
        var found = _current is not null && Array.BinarySearch(_current.Offsets, offset) is >= 0 and var row ? _current.At(row) : _history.At(offset);
        return found is null ? null : _enricher.Enrich(found);
    }

    /// <summary>Takes what changes by what is judged; from here on rows are enriched by it.</summary>
    (HistoryColumns, OpenBlock, OpenBlock?) Change(HistoryBlock block, int row)
    {
        if (_controls.TryGetValue(block.Offsets[row], out var control) && _book.Take(control) && Judges.Enriches(control.Kind))
        {
            _enricher = Judges.EnricherOf(_book, []);
            _open = [];
        }

        return Open(block);
    }

    (HistoryColumns Columns, OpenBlock Tried, OpenBlock? InForce) Open(HistoryBlock block)
    {
        var at = Array.FindIndex(_open, open => ReferenceEquals(open.Columns.Block, block));
        if (at >= 0)
            return _open[at];
        var columns = new HistoryColumns(block, _request.Viewers, released: _history.Name == _request.Shared, _derivedFrom);
        foreach (var (shape, _) in block.Shapes.Zip(columns.Uses).Where(pair => pair.Second == RowUse.Judged))
            _coverage.Holds(block.Class, shape.Type);
        var rows = columns.With(_enricher);
        // One block of a class is read at a time; the next one of the same class takes its place.
        var over = Array.Find(_open, other => other.Columns.Block.Class == block.Class);
        var open = (columns, _tried.Input.Open(rows, over.Tried), _inForce?.Input.Open(rows, over.InForce));
        _open = [.. _open.Where(other => other.Columns.Block.Class != block.Class), open];
        return open;
    }

    static Withheld Reason(AccessAnswer? answer) => answer is null
        ? new(1, "-", "Niemand zei nog hoe dit behandeld moet worden.", "Nobody said yet how this must be handled.")
        : new(1, answer.Article, answer.Why, answer.WhyEnglish);

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    sealed class Engine(Plan plan)
    {
        public Plan Plan => plan;

        public DetectionState State { get; } = new(plan);

        public ColumnInput Input => field ??= new ColumnInput(State);
    }
}
