using System.Buffers;
using System.Buffers.Binary;
using Knooppunt.Detection;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;

namespace Knooppunt.Node.Detection;

/// <summary>Keeps what Detection remembers of a journal on disk, with the offset up to which it had read. Written beside and renamed, so that a kill leaves the old one whole.</summary>
sealed class Snapshots(NodeFolders folders)
{
    const int Head = 12;

    /// <summary>Writes the state as it is after everything below <paramref name="next"/> was read, and by what the journal is judged there.</summary>
    public void Write(string journal, long next, Rulebook book, DetectionState state)
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        var rules = book.Write();
        BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(Head), next);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.GetSpan(Head)[8..], rules.Length);
        bytes.Advance(Head);
        bytes.Write(rules);
        state.Write(bytes);
        var path = PathOf(journal);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = File.Create(path + ".part"))
        {
            file.Write(bytes.WrittenSpan);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>The last state with the rulebook and where to read on; null when there is none or it is damaged, and then the journal is read from its start.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="judged">Compiles the rulebook.</param>
    /// <param name="damage">Why it cannot be used; null when it can, or when there is none.</param>
    public (Rulebook Book, Judge Judge, DetectionState State, long Next)? Read(string journal, Func<Rulebook, Judge> judged, out Complaint? damage)
    {
        damage = null;
        if (!File.Exists(PathOf(journal)))
            return null;
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(PathOf(journal));
        var rules = bytes.Length < Head ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (rules < 0 || rules > bytes.Length - Head || Rulebook.Read(bytes.Slice(Head, rules)) is not { } book)
        {
            damage = new Complaint(new InputPlace(Path.GetFileName(PathOf(journal))), "The snapshot is cut off or damaged; the journal is read from its start instead.");
            return null;
        }

        var judge = judged(book);
        var state = DetectionState.Read(bytes[(Head + rules)..], judge.Plan);
        damage = state.Complaint;
        return state.Ok ? (book, judge, state.Value, BinaryPrimitives.ReadInt64LittleEndian(bytes)) : null;
    }

    string PathOf(string journal) => Path.Combine(folders.Data, "detection", journal + ".state");
}
