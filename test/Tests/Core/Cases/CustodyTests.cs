using CsCheck;
using Knooppunt.Cases;

namespace Knooppunt.Tests.Core.Cases;

/// <summary>A custody log cannot be changed unnoticed, and evidence has one holder at every moment.</summary>
public sealed class CustodyTests
{
    static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    static readonly string[] Organisations = ["douane", "ect", "politie"];
    static readonly string Begin = CustodyChain.Begin("p1", "douane", "DOU-2026-17");

    static readonly Gen<string> Names = Gen.Int[0, 2].Select(index => Organisations[index]);
    static readonly Gen<string> Words = Gen.String[Gen.Char['a', 'f'], 0, 6];

    static readonly Gen<CustodyLink[]> Logs = Gen.Select(Gen.Long[0, 1L << 50], Gen.Enum<CustodyDeed>(), Names, Names, Words, Words,
        (at, deed, from, to, name, why) => new CustodyLink(0, at, deed, from, to, name, why)).Array[0, 6].Select(Chained);

    [Fact]
    public void Log_as_it_was_written_has_no_fault() => Logs.Sample(log => Assert.Null(Verify(log, SealOf(log))), iter: 300);

    [Fact]
    public void Every_changed_line_is_found_at_its_place() => Gen.Select(Logs.Where(log => log.Length > 0), Gen.Int[0, 5], Gen.Int[0, 6]).Sample((log, place, field) =>
    {
        var index = place % log.Length;
        CustodyLink[] forged = [.. log];
        forged[index] = Changed(log[index], field);
        Assert.Equal(new CustodyFault(index + 1, CustodyFaultKind.Changed), Verify(forged, SealOf(log)));
    }, iter: 300);

    [Fact]
    public void Line_left_out_put_in_or_moved_is_found() => Gen.Select(Logs.Where(log => log.Length > 1), Gen.Int[0, 5], Gen.Int[0, 5]).Sample((log, place, other) =>
    {
        var (index, second) = (place % log.Length, other % log.Length);
        Assert.NotNull(Verify([.. log[..index], .. log[(index + 1)..]], SealOf(log)));
        Assert.NotNull(Verify([.. log[..index], log[second], .. log[index..]], SealOf(log)));
        CustodyLink[] moved = [.. log];
        (moved[index], moved[second]) = (moved[second], moved[index]);
        Assert.Equal(index == second, Verify(moved, SealOf(log)) is null);
    }, iter: 300);

    [Fact]
    public void Log_written_anew_or_cut_off_breaks_the_seal() => Gen.Select(Logs.Where(log => log.Length > 0), Gen.Int[0, 5], Gen.Int[0, 6]).Sample((log, place, field) =>
    {
        CustodyLink[] anew = [.. log];
        anew[place % log.Length] = Changed(log[place % log.Length], field);
        foreach (var forged in new[] { Chained(anew), log[..^1], [] })
            Assert.Equal(new CustodyFault(0, CustodyFaultKind.Seal), Verify(forged, SealOf(log)));
        Assert.NotNull(CustodyChain.Verify(Key, "p2", Begin, log, SealOf(log)));
        Assert.NotNull(CustodyChain.Verify(Key, "p1", CustodyChain.Begin("p1", "douane", "DOU-2026-18"), log, SealOf(log)));
        Assert.NotNull(CustodyChain.Verify([1], "p1", Begin, log, SealOf(log)));
    }, iter: 300);

    [Fact]
    public void Borders_between_texts_count() => Assert.NotEqual(CustodyChain.Begin("ab", "c"), CustodyChain.Begin("a", "bc"));

    [Fact]
    public void Evidence_moves_only_when_the_receiver_confirms() => Gen.Select(Gen.Enum<CustodyDeed>(), Names, Names).Array[0, 20].Sample(deeds =>
    {
        var (custody, links) = (new Custody("douane"), new List<CustodyLink>());
        foreach (var (deed, who, to) in deeds)
        {
            if (custody.Weigh(deed, [who], to) != CustodyAnswer.Yes)
                continue;
            var (before, receiver) = (custody, deed == CustodyDeed.Handed ? to : custody.OnWayTo!);
            custody = custody.After(deed, receiver);
            links.Add(new CustodyLink(links.Count + 1, 0, deed, before.Holder, receiver, "", ""));
            Assert.Contains(custody.Holder, Organisations);
            Assert.Equal(custody.Holder != before.Holder, deed == CustodyDeed.Received);
            Assert.Equal(deed == CustodyDeed.Handed ? before.Holder : before.OnWayTo, who);
            Assert.NotEqual(custody.Holder, custody.OnWayTo);
        }

        Assert.Equal(custody, Custody.Of("douane", links));
    }, iter: 500);

    static CustodyLink[] Chained(CustodyLink[] links)
    {
        var previous = Begin;
        return [.. links.Select((link, index) =>
        {
            var closed = CustodyChain.Close(previous, link with { Number = index + 1 });
            previous = closed.Hash;
            return closed;
        })];
    }

    static CustodyLink Changed(CustodyLink link, int field) => field switch
    {
        0 => link with { At = link.At + 1 },
        1 => link with { Deed = (CustodyDeed)(((int)link.Deed + 1) % 3) },
        2 => link with { From = link.From + "x" },
        3 => link with { To = link.To + "x" },
        4 => link with { Name = link.Name + "x" },
        5 => link with { Why = "x" + link.Why },
        // Text moved over the border between two fields.
        _ => link with { Name = link.Name + link.Why + "y", Why = "" },
    };

    static string SealOf(CustodyLink[] log) => CustodyChain.Seal(Key, "p1", Begin, log);

    static CustodyFault? Verify(CustodyLink[] log, string seal) => CustodyChain.Verify(Key, "p1", Begin, log, seal);
}
