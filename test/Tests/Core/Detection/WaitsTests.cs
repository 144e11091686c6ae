using Knooppunt.Detection;

namespace Knooppunt.Tests.Core.Detection;

public sealed class WaitsTests
{
    [Fact]
    public void Answered_waits_behind_one_that_stays_open_are_let_go()
    {
        var waits = new Waits();
        waits.Open(0, new Wait { Opened = 0, Deadline = 10, Offset = 1 });
        var highest = 0;
        for (var key = 1; key <= 20_000; key++)
        {
            waits.Open(key, new Wait { Opened = key, Deadline = 100_000 + key, Offset = key });
            for (var wait = waits.Oldest; wait != Waits.None; wait = waits.After(wait))
                highest = Math.Max(highest, wait);
            waits.EndAt(key, key);
        }

        Assert.Equal(1, waits.Count);
        Assert.Equal(1, waits[waits.Oldest].Offset);
        Assert.Equal(Waits.None, waits.After(waits.Oldest));
        Assert.True(highest < 5_000, $"{highest} places were used for one open wait.");
        waits.End(waits.Oldest);
        Assert.Equal(Waits.None, waits.Oldest);
    }
}
