using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>How the observations must be handled that something was made of: each handling once. Immutable.</summary>
sealed class Marks
{
    readonly Handling[] _all;

    Marks(Handling[] all) => _all = all;

    public static Marks None { get; } = new([]);

    public IReadOnlyList<Handling> All => _all;

    /// <summary>These and one more; null adds nothing.</summary>
    public Marks With(Handling? more) => more is null || Array.IndexOf(_all, more) >= 0 ? this : new([.. _all, more]);

    public Marks With(Marks more) => more._all.Aggregate(this, (marks, handling) => marks.With(handling));

    /// <summary>Whether anything here is handled otherwise than this.</summary>
    public bool AddsTo(Handling? own) => Array.Exists(_all, handling => handling != own);

    /// <summary>A handling under the strictest of these marks and the shortest of their terms. Its purpose stays: a record has one, and a signal's label keeps all.</summary>
    public Handling Strictest(Handling own) => _all.Aggregate(own, (strict, handling) => strict with
    {
        Regime = strict.Regime > handling.Regime ? strict.Regime : handling.Regime,
        Tlp = strict.Tlp > handling.Tlp ? strict.Tlp : handling.Tlp,
        Pap = strict.Pap > handling.Pap ? strict.Pap : handling.Pap,
        Retention = strict.Retention.Days <= handling.Retention.Days ? strict.Retention : handling.Retention,
    });

    public void Write(SnapshotWriter writer)
    {
        writer.Int(_all.Length);
        foreach (var handling in _all)
        {
            writer.Text(handling.Organisation);
            writer.Int((int)handling.Regime);
            writer.Int((int)handling.Purpose);
            writer.Int((int)handling.Tlp);
            writer.Int((int)handling.Pap);
            writer.Text(handling.Retention.Name);
            writer.Int(handling.Retention.Days);
        }
    }

    public static Marks Read(ref SnapshotReader reader)
    {
        var marks = None;
        for (var left = reader.Count(28); left > 0; left--)
            marks = marks.With(new Handling(reader.Text(), (Regime)reader.Int(), (Purpose)reader.Int(), (Tlp)reader.Int(), (Pap)reader.Int(), new RetentionClass(reader.Text(), reader.Int())));
        return marks;
    }
}
