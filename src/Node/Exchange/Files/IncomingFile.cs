using System.Text;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Misp;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Observations;

namespace Knooppunt.Node.Exchange.Files;

/// <summary>Knowledge out of a file: a bundle of STIX, an envelope of TAXII, events of MISP, or a rule of Sigma.</summary>
/// <param name="Envelope">The objects.</param>
/// <param name="Complaints">What was refused while it was read.</param>
/// <param name="Told">What stands in it that nothing is done with, in a sentence; null when that is nothing.</param>
sealed record IncomingFile(Envelope Envelope, IReadOnlyList<Complaint> Complaints, string? Told)
{
    /// <summary>Reads one.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Its name: what ends in .yml or .yaml is Sigma.</param>
    /// <param name="giver">Short name of who gave it.</param>
    public static Parsed<IncomingFile> Read(ReadOnlyMemory<byte> bytes, string name, string giver)
    {
        if (IsSigma(name))
        {
            // A rule does not say with whom it may be shared: it stays with the partners here.
            var rule = SigmaStix.Of(Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF'), giver, name, Tlp.Amber);
            return rule.Ok ? Of(Wrapped(rule.Value), name, [], null) : rule.Complaint!;
        }

        if (!MispReader.IsMisp(bytes.Span))
            return Of(bytes, name, [], null);
        var misp = MispReader.Read(bytes.Span, name);
        if (!misp.Ok)
            return misp.Complaint!;
        var complaints = new List<Complaint>(misp.Value.Complaints);
        StixObject[] objects = [.. misp.Value.Events.SelectMany(one => MispStix.Of(one, name, complaints)).DistinctBy(one => (one.Id, one.Version))];
        return Of(Wrapped(objects), name, complaints, misp.Value.Told);
    }

    /// <summary>Whether a file is taken for one of Sigma, by its name.</summary>
    public static bool IsSigma(string name) => name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    static byte[] Wrapped(IEnumerable<StixObject> objects) => Encoding.UTF8.GetBytes($"{{\"objects\":[{string.Join(',', objects.Select(one => one.Json.GetRawText()))}]}}");

    static Parsed<IncomingFile> Of(ReadOnlyMemory<byte> envelope, string name, IReadOnlyList<Complaint> complaints, string? told)
    {
        var read = Envelope.Read(envelope, ObjectLimits.Default);
        // A file of something else is not passed over in silence.
        if (read.Ok && read.Value.Items.Count == 0 && complaints.Count == 0)
            told ??= "It holds no objects: neither a bundle of STIX (\"objects\") nor an event of MISP (\"Event\") with something that is used here.";
        return read.Ok ? new IncomingFile(read.Value, complaints, told) : read.Complaint! with { Place = new(name) };
    }
}
