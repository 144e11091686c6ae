using System.Text;
using Knooppunt.Knowledge.Misp;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Observations;

namespace Knooppunt.Node.Exchange.Files;

/// <summary>Knowledge out of a file: a bundle of STIX, an envelope of TAXII, or events of MISP.</summary>
/// <param name="Envelope">The objects.</param>
/// <param name="Complaints">What was refused while it was read.</param>
/// <param name="Told">What stands in it that nothing is done with, in a sentence; null when that is nothing.</param>
sealed record IncomingFile(Envelope Envelope, IReadOnlyList<Complaint> Complaints, string? Told)
{
    /// <summary>Reads one.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Name for complaints.</param>
    public static Parsed<IncomingFile> Read(ReadOnlyMemory<byte> bytes, string name)
    {
        if (!MispReader.IsMisp(bytes.Span))
            return Of(bytes, name, [], null);
        var misp = MispReader.Read(bytes.Span, name);
        if (!misp.Ok)
            return misp.Complaint!;
        var complaints = new List<Complaint>(misp.Value.Complaints);
        StixObject[] objects = [.. misp.Value.Events.SelectMany(one => MispStix.Of(one, name, complaints)).DistinctBy(one => (one.Id, one.Version))];
        return Of(Encoding.UTF8.GetBytes($"{{\"objects\":[{string.Join(',', objects.Select(one => one.Json.GetRawText()))}]}}"), name, complaints, misp.Value.Told);
    }

    static Parsed<IncomingFile> Of(ReadOnlyMemory<byte> envelope, string name, IReadOnlyList<Complaint> complaints, string? told)
    {
        var read = Envelope.Read(envelope, ObjectLimits.Default);
        return read.Ok ? new IncomingFile(read.Value, complaints, told) : read.Complaint! with { Place = new(name) };
    }
}
