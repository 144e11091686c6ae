using System.Buffers;
using System.Buffers.Binary;
using Knooppunt.Detection;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;

namespace Knooppunt.Node.Detection;

/// <summary>Keeps what Detection remembers of a journal on disk, with the offset up to which it had read. Written beside and renamed, so that a kill leaves the old one whole.</summary>
sealed class Snapshots(NodeFolders folders)
{
    /// <summary>Writes the state as it is after everything below <paramref name="next"/> was read.</summary>
    public void Write(string journal, long next, DetectionState state)
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(8), next);
        bytes.Advance(8);
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

    /// <summary>The last state and where to read on; null when there is none or it is damaged, and then the journal is read from its start.</summary>
    public (DetectionState State, long Next)? Read(string journal, Plan plan, out Complaint? damage)
    {
        damage = null;
        if (!File.Exists(PathOf(journal)))
            return null;
        var bytes = File.ReadAllBytes(PathOf(journal));
        if (bytes.Length < 8)
            return null;
        var state = DetectionState.Read(bytes.AsSpan(8), plan);
        if (state.Ok)
            return (state.Value, BinaryPrimitives.ReadInt64LittleEndian(bytes));
        damage = state.Complaint;
        return null;
    }

    string PathOf(string journal) => Path.Combine(folders.Data, "detection", journal + ".state");
}
