using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>
/// Who sees an object after a change: who its own marks let, and who sees all that it mentions. So a feed never mentions what it does not hold.
/// Objects that mention each other in a ring are judged together: from the best that is possible, as much is taken away as must be.
/// </summary>
static class Settling
{
    /// <param name="things">The objects.</param>
    /// <param name="changed">Those with a version that came or went.</param>
    public static void Settle(ThingTable things, IEnumerable<Thing> changed)
    {
        var (lifted, work) = (new HashSet<Thing>(), new Queue<Thing>());
        var open = new Stack<Thing>(changed);
        while (open.TryPop(out var thing))
        {
            if (!lifted.Add(thing))
                continue;
            things.VersionsOf(thing);
            thing.Now = thing.Best;
            work.Enqueue(thing);
            // What it may open: whatever was held back because of it.
            if (!thing.Now.IsWithin(thing.Kept))
            {
                foreach (var held in things.HeldBy(thing))
                    open.Push(held);
            }
        }

        foreach (var thing in lifted.Where(thing => !thing.Kept.IsWithin(thing.Now)))
            Tell(things, thing, work);
        while (work.TryDequeue(out var thing))
        {
            var reach = things.VersionsOf(thing) is [.., var last] ? last.Mentions.Aggregate(last.Own, (met, mentioned) => met.Meet(mentioned.Now)) : Reach.Nobody;
            thing.Touched = true;
            if (reach == thing.Now)
                continue;
            thing.Now = reach;
            Tell(things, thing, work);
        }
    }

    static void Tell(ThingTable things, Thing thing, Queue<Thing> work)
    {
        foreach (var dependent in things.DependentsOf(thing))
            work.Enqueue(dependent);
    }
}
