using System.Security.Cryptography;
using Knooppunt.Knowledge.Personal;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Given;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Sightings;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Exchange.Taxii;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Exchange.Links;

/// <summary>One round with a neighbour: takes what is new there, gives what is new here. What was done is kept after each page, so that a kill or a fault costs a page at most.</summary>
sealed class LinkRound(LinkBook book, ObjectStore store, Collections collections, SightingFlow sightings, GivenCounts given, IHttpClientFactory clients, TimeProvider clock, LinkLimits limits)
{
    const int PageSize = 1000;
    const long EnvelopeBytes = 4 << 20;

    static readonly Word NotTaken = new("Het andere knooppunt nam het niet aan:", "It did not take it:");

    // Some servers give all they have whatever is asked; the bytes of a page are bounded all the same.
    static readonly ObjectLimits Page = ObjectLimits.Default with { MostObjects = 200_000 };

    /// <summary>Reads from the neighbour until there is no more.</summary>
    /// <exception cref="LinkException">It came to nothing; what came before stays.</exception>
    public async Task Pull(LinkRow link, CancellationToken stop)
    {
        if (link.PullFrom.Length == 0)
            return;
        var (remote, into) = (RemoteOf(link), collections.Find(Collections.Received)!);
        var (began, bytes, seen) = (clock.GetTimestamp(), 0L, new HashSet<string>(StringComparer.Ordinal));
        var (after, next, newest) = (link.PulledTo, link.Next, link.RoundTo);
        var (stands, resumed) = (false, link.PulledTo);
        for (var pages = 0; ; pages++)
        {
            if (pages == limits.MostPages || bytes > limits.MostBytes || clock.GetElapsedTime(began) > limits.LongestRound)
                throw stands && resumed == link.PulledTo ? Standing(pages, bytes) : Endless(pages, bytes);
            var page = await remote.Objects(link.PullFrom, PageSize, after, next, stop);
            bytes += page.Bytes.Length;
            var read = Envelope.Read(page.Bytes, Page);
            if (!read.Ok)
                throw Unread(read.Complaint!);
            await Take(link, into, read.Value, stop);
            newest = Later(newest, page.Last);
            if (!read.Value.More)
                break;
            var asked = next;
            (after, next) = Onward(read.Value, page, after, seen);
            // Some servers keep the place themselves, behind one "next" for all pages: asked again after a fault they would have passed over a page. Only one that moved is gone on from; of another the next
            // round asks from just before the last moment of this page, so that of what was added in one moment nothing is passed over.
            stands = asked == next && next.Length > 0;
            var kept = asked.Length > 0 && !stands ? next : "";
            resumed = stands ? Before(page.Last, resumed) : after;
            await book.Change(link.Number, row => (row.Next, row.RoundTo, row.PulledTo) = (kept, kept.Length > 0 || next.Length == 0 ? newest : "", resumed), stop);
        }

        var now = clock.GetUtcNow().UnixMicroseconds;
        await book.Change(link.Number, row => (row.Next, row.RoundTo, row.PulledTo, row.PulledAt) = ("", "", newest.Length > 0 ? newest : row.PulledTo, now), stop);
    }

    async Task Take(LinkRow link, CollectionRow into, Envelope envelope, CancellationToken stop)
    {
        if (envelope.Items.Count == 0)
            return;
        if (link.Received + envelope.Items.Count > limits.MostObjects)
            throw new LinkException($"Het gaf {link.Received:N0} objecten; van één knooppunt nemen we er hoogstens {limits.MostObjects:N0}. Kijk wat het geeft en verwijder de koppeling, of leg haar opnieuw.",
                $"It gave {link.Received:N0} objects, and no more than {limits.MostObjects:N0} are taken of one neighbour; look at what it gives and remove the link, or add it anew.");
        var added = await store.Add(into.Number, Party.Node(link.Name), envelope.Items, stop);
        var refused = added.Where(one => !one.Taken).Select(one => (Object: one.Item.Head?.Id ?? $"object {one.Item.Number}", Why: one.Refused!.Value)).ToList();
        // Known ones cost nothing, and come again whenever a round begins again.
        var taken = added.Count(one => one is { Taken: true, Sentence: not AddObjects.Known });
        link.Received += taken;
        await book.Change(link.Number, row =>
        {
            row.Received += taken;
            row.Refused += refused.Count;
            row.RefusedByMark += refused.Count(one => one.Why == MarkRule.Strict);
            row.RefusedAsPersonal += refused.Count(one => one.Why == MarkRule.OfPerson || one.Why.Quoted.Contains(PersonalText.Rule, StringComparison.Ordinal));
        }, stop);
        await book.Keep(link.Number, refused, stop);
    }

    /// <summary>From where to ask for more: by what the neighbour says itself, else by the moment of its last object; one of page and place must be new, or it would never end.</summary>
    /// <exception cref="LinkException">It says neither, or the same as before.</exception>
    public static (string After, string Next) Onward(Envelope envelope, RemotePage page, string after, HashSet<string> seen)
    {
        var last = page.Last;
        if (envelope.Next is { Length: > 0 } next)
            return seen.Add($"{Convert.ToHexString(SHA256.HashData(page.Bytes.Span))} {next}") ? (after, next) : throw new LinkException("Het draait in een kring: het gaf tweemaal dezelfde bladzijde met dezelfde plaats om verder te gaan.", "It goes round in a ring: it gave the same page with the same place to go on from twice.") { Restart = true };
        if (StixVersion.Read(last) is { } moment && string.CompareOrdinal(moment, StixVersion.Read(after) ?? "") > 0)
            return (last!, "");
        throw new LinkException("Het zegt dat er meer is en niet waar (TAXII 2.1, 3.5): geen \"next\" en geen latere X-TAXII-Date-Added-Last.", "It says that there is more and not where (TAXII 2.1, 3.5): neither \"next\" nor a later X-TAXII-Date-Added-Last.") { Restart = true };
    }

    // A microsecond before a moment, when that is later than where the round would go on from otherwise.
    static string Before(string? last, string resumed) =>
        StixVersion.Microseconds(last) is { } moment && StixVersion.Moment(moment - 1) is var before && string.CompareOrdinal(StixVersion.Read(before), StixVersion.Read(resumed) ?? "") > 0 ? before : resumed;

    // A neighbour that says nothing, or something that is no time, is asked from the same moment again.
    static string Later(string newest, string? last) =>
        StixVersion.Read(last) is { } moment && string.CompareOrdinal(moment, StixVersion.Read(newest) ?? "") > 0 ? last! : newest;

    /// <summary>Gives the neighbour what was added here since, as far as marks let it go to another node.</summary>
    /// <exception cref="LinkException">It came to nothing; what it took before counts.</exception>
    public async Task Push(LinkRow link, CancellationToken stop)
    {
        if (link.PushTo.Length == 0)
            return;
        var (remote, from) = (RemoteOf(link), collections.Find(Collections.Knowledge)!);
        var (began, limit) = (clock.GetTimestamp(), PageSize);
        for (var more = true; more;)
        {
            if (clock.GetElapsedTime(began) > limits.LongestRound)
                throw new LinkException("Geven duurt te lang; de volgende ronde gaat hier verder.", "Giving takes too long; the next round goes on from here.");
            // What is added from here on has a later moment.
            var (writer, newest) = (new EnvelopeWriter(), store.Newest());
            var page = store.Read(new(from.Number, [Reach.AllNodes], new(), link.PushedTo, limit, EnvelopeBytes), writer);
            more = page.More;
            var to = more ? page.Last : Math.Max(page.Last, newest);
            if (page.Count == 0)
            {
                if (link.PushedTo < to)
                    await book.Change(link.Number, row => row.PushedTo = to, stop);
                break;
            }

            if (await remote.Add(link.PushTo, writer.End(null), stop) is not { } refused)
            {
                if (limit == 1)
                    throw TooLong();
                limit = Math.Max(1, limit / 4);
                more = true;
                continue;
            }

            link.PushedTo = to;
            var now = clock.GetUtcNow().UnixMicroseconds;
            given.Add(Party.Node(link.Name), from.Number, page.Count - refused.Count);
            await book.Keep(link.Number, [.. refused.Select(one => (one.Object, new RefusalReason(NotTaken, one.Sentence)))], stop);
            await book.Change(link.Number, row =>
            {
                (row.PushedTo, row.PushedAt) = (to, now);
                row.Sent += Math.Max(0, page.Count - refused.Count);
                row.Refused += refused.Count;
            }, stop);
        }

        await sightings.Give(link, remote, stop);
    }

    /// <summary>A page that cannot be read at all.</summary>
    public static LinkException Unread(Observations.Complaint complaint) => new($"Wat het gaf is geen bladzijde van TAXII: {complaint.Sentence}", complaint.Sentence);

    /// <summary>More pages than are borne.</summary>
    public static LinkException Endless(int pages, long bytes) => new($"Het blijft geven, na {pages:N0} bladzijden en {bytes >> 20:N0} MiB; de volgende ronde gaat hier verder.", $"It goes on giving after {pages:N0} pages and {bytes >> 20:N0} MiB; the next round goes on from here.");

    /// <summary>More pages than are borne of a neighbour that keeps its place itself, and no later moment among them to go on from.</summary>
    static LinkException Standing(int pages, long bytes) => new($"Het gaf {pages:N0} bladzijden ({bytes >> 20:N0} MiB) zonder later moment om verder te gaan, en onthoudt zelf waar het is: elke ronde begint bij dezelfde. Vraag zijn beheerder om de collectie in delen te vullen.",
        $"It gave {pages:N0} pages ({bytes >> 20:N0} MiB) without a later moment to go on from, and keeps its place itself: each round begins with the same ones. Ask its administrator to fill the collection in parts.");

    /// <summary>An envelope that cannot be made shorter.</summary>
    public static LinkException TooLong() => new("Wat we geven is het te lang (413); een kleiner deel gaat niet.", "What we give is too long for it (413), and cannot be made smaller.");

    Remote RemoteOf(LinkRow link) => new(clients.CreateClient(Remote.Client), new(link.Root), Remote.KeyOf(link.User, book.SecretOf(link)), limits);
}
