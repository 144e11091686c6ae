using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.CloudEvents;

namespace Knooppunt.Fuzzing;

/// <summary>One CloudEvent in binary mode as it travels over HTTP: attributes as lines <c>name: value</c>, an empty line, the data.</summary>
sealed class BinaryEvent(SourceContext context, IObservationSink sink) : IObservationReader
{
    public static IReadOnlyList<byte[]> Seeds { get; } =
    [
        Encoding.UTF8.GetBytes("specversion: 1.0\nid: a-1\nsource: urn:gate\ntype: nl.knooppunt.presence.gate_visit\ntime: 2026-03-01T03:00:00.5+01:00\n\n{\"plate\":\"12ABC3\",\"direction\":\"in\",\"occupants\":2,\"own\":{\"deep\":{\"er\":\"é\"}}}"),
        Encoding.UTF8.GetBytes("specversion: 1.0\nid: b\nsource: s\ntype: nl.knooppunt.goods.container_seen\ntime: 2026-03-01T03:00:00Z\nsubject: container:CSQU3054383\n\n{\"container\":\"CSQU3054383\",\"ocr\":false}"),
    ];

    readonly List<byte> _bytes = [];

    public void Feed(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    public void Complete()
    {
        ReadOnlySpan<byte> all = _bytes.ToArray();
        var end = all.IndexOf("\n\n"u8);
        var head = end < 0 ? all : all[..end];
        var attributes = Encoding.UTF8.GetString(head).Split('\n').Select(line => line.Split(": ", 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        var read = new CloudEventsItem(context).Binary(attributes, end < 0 ? default : all[(end + 2)..]);
        if (read.Ok)
            sink.Take(read.Value, 1);
        else
            sink.Reject(read.Complaint!, default);
    }
}
