using Knooppunt.Measures;

namespace Knooppunt.Tests.Core.Measures;

public sealed class InstrumentTests
{
    [Fact]
    public void Catalogue_holds_every_kind_and_each_code_once()
    {
        Assert.Equal(Enum.GetValues<MeasureKind>(), Instrument.All.Select(instrument => instrument.Kind).Distinct().Order());
        Assert.Equal(Instrument.All.Count, Instrument.All.Select(instrument => instrument.Code).Distinct().Count());
        Assert.All(Instrument.All, instrument => Assert.Equal(instrument, Instrument.Find(instrument.Code)));
    }

    [Fact]
    public void Record_counts_what_worked_and_what_stood()
    {
        var record = InstrumentRecord.Of([
            (MeasureResult.Worked, CourtOutcome.Upheld), (MeasureResult.Worked, CourtOutcome.NotTested), (MeasureResult.Withdrawn, CourtOutcome.Annulled),
            (MeasureResult.Running, CourtOutcome.Pending), (MeasureResult.DidNotWork, CourtOutcome.Amended)]);
        Assert.Equal(new InstrumentRecord(5, 2, 2, 2, 1, 1), record);
        Assert.Equal((3, 4), (record.Decided, record.Judged));
        Assert.Equal(default, InstrumentRecord.Of([]));
    }
}
