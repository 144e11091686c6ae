using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>People come to work, go through doors, have lunch and go home.</summary>
static class PassLife
{
    public static void Live(Scene scene)
    {
        foreach (var site in scene.Profile.Sites)
        {
            var luck = scene.Luck($"passes/{site.Place}");
            // One turnstile a day does not read on the way out; the site knows it.
            var broken = luck.Below(6) + 1;
            var skews = Enumerable.Range(0, 5).Select(_ => Mistakes.Skew(luck)).ToArray();
            foreach (var worker in scene.Cast.WorkersOf(site))
            {
                // Three in ten are off today; at the weekend six.
                if (!luck.Chance(scene.Day.IsWeekend ? .4 : .7))
                    continue;
                Shift(new Reads(scene, site, luck, worker, broken, skews[worker.Turnstile]));
            }

            Expired(scene, site, luck);
        }
    }

    static void Shift(Reads reads)
    {
        var (luck, worker, day) = (reads.Luck, reads.Worker, reads.Scene.Day);
        var (begins, ends) = (day.At(worker.Begins), day.At(worker.Ends));
        if (luck.Chance(.012))
            reads.Refused(begins.AddSeconds(-luck.Between(8, 25)), luck.Pick("pin-wrong", "unreadable"));
        reads.In(begins);
        for (var doors = luck.Below(4); doors > 0; doors--)
            reads.Door(begins.AddSeconds((ends - begins).TotalSeconds * luck.Between(.05, .95)));
        if (luck.Chance(.45))
        {
            var lunch = begins.AddSeconds((ends - begins).TotalSeconds * luck.Between(.4, .55));
            reads.Out(lunch);
            reads.In(lunch.AddMinutes(luck.Between(18, 40)));
        }

        reads.Out(ends);
    }

    /// <summary>A pass that ended is offered, and refused.</summary>
    static void Expired(Scene scene, Site site, Luck luck)
    {
        for (var left = scene.Scaled(40 * site.Share); left > 0; left--)
        {
            scene.Tell(site.Organisation, "passes", luck, scene.Moment(luck, Rhythm.Office), "pass_read", ("pass", scene.Cast.Pass(luck)), ("reader", $"{site.Place}-turnstile-{luck.Below(4) + 1}"), ("place", site.Place), ("direction", "in"),
                ("result", "refused"), ("refusal_code", "pass-not-active"), ("method", "card"), ("pass_state", luck.Pick("expired", "ended", "suspended")), ("exit_reader", "working"), ("company", luck.Pick("terminal", "techniek", "schoonmaak")));
        }
    }

    sealed record Reads(Scene Scene, Site Site, Luck Luck, Worker Worker, int Broken, TimeSpan Skew)
    {
        bool IsBroken => Worker.Turnstile == Broken;

        public void In(DateTimeOffset time) => Tell(time, $"turnstile-{Worker.Turnstile}", "in", "granted", null, IsBroken ? "broken" : "working");

        public void Out(DateTimeOffset time)
        {
            if (!IsBroken)
                Tell(time, $"turnstile-{Worker.Turnstile}", "out", "granted", null, "working");
        }

        public void Door(DateTimeOffset time) => Tell(time, $"door-{Luck.Below(20) + 1:D2}", null, "granted", null, "none");

        public void Refused(DateTimeOffset time, string code) => Tell(time, $"turnstile-{Worker.Turnstile}", "in", "refused", code, IsBroken ? "broken" : "working");

        void Tell(DateTimeOffset time, string reader, string? direction, string result, string? code, string exitReader) =>
            Scene.Tell(Site.Organisation, "passes", Luck, time + Skew, "pass_read", ("pass", Worker.Pass), ("reader", $"{Site.Place}-{reader}"), ("place", Site.Place), ("direction", direction), ("result", result), ("refusal_code", code),
                ("method", reader[0] == 'd' ? "card" : "finger"), ("pass_state", "active"), ("rostered", true), ("exit_reader", exitReader), ("company", Worker.Company));
    }
}
