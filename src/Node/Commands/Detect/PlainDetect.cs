using System.IO.Compression;
using Knooppunt.Detection;
using Knooppunt.Node.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Commands.Detect;

/// <summary>
/// <c>detect --plain</c>: JSON lines of any shape, every match before grouping, so that anyone can compare engines: rule title, key, event time
/// (absence: the deadline), file and line of the completing event (absence: of the opening one).
/// </summary>
sealed class PlainDetect(string timeField, string output, DateTimeOffset latest, string? placeholders)
{
    const int ChunkBytes = 1 << 20;
    const int SpareBytes = 32;
    const int LongestLine = 32 << 20;
    static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    static readonly string[] Header = ["rule", "key", "time", "file", "line"];
    readonly List<(string File, long From)> _files = [];
    long _matches;
    long _unread;
    bool _broken;

    public int Run(string[] files, string patterns, Logsource? logsource, TimeSpan lateness, bool close)
    {
        var (shelved, complaints) = PatternFolder.Read(patterns);
        List<Complaint> wrong = [.. complaints];
        var plan = Plan.Compile(shelved.Select(pattern => pattern.Document), new PlanOptions { Logsource = logsource, Lateness = lateness, Placeholders = PlaceholderFolder.Read(placeholders, wrong) });
        wrong.AddRange(plan.Complaints);
        wrong.ForEach(Console.Error.WriteLine);
        if (logsource is not null && !shelved.Any(pattern => pattern.Document is SigmaRule rule && logsource.GoesWith(rule.Logsource)))
            Console.Error.WriteLine("No rule has a logsource that goes with --logsource, so nothing can be found; look at how they write it, or leave it out.");
        var state = new DetectionState(plan);
        using var writer = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        if (output == "csv")
            writer.WriteLine(Outputs.Csv(Header));
        var lines = 0L;
        foreach (var path in files)
            lines = Take(path, state, lines, writer);
        if (close)
            Write(Detector.Tick(state, DateTimeOffset.MaxValue), writer);
        Console.Error.WriteLine($"{lines:N0} lines, {_unread:N0} refused, {state.Late:N0} too late, {_matches:N0} matches");
        return wrong.Count > 0 || _broken ? 1 : 0;
    }

    /// <summary>Reads <c>category=…,product=…,service=…</c>; null when it is not of that form.</summary>
    public static Logsource? Logsource(string text)
    {
        var parts = text.Split(',').Select(part => part.Split('=', 2)).ToArray();
        if (parts.Any(part => part.Length != 2 || part[0] is not ("category" or "product" or "service") || part[1].Length == 0) || parts.DistinctBy(part => part[0]).Count() < parts.Length)
            return null;
        string? Part(string name) => parts.FirstOrDefault(part => part[0] == name)?[1];
        return new(Part("category"), Part("product"), Part("service"));
    }

    long Take(string path, DetectionState state, long before, StreamWriter writer)
    {
        var name = Path.GetFileName(path);
        _files.Add((name, before));
        var input = new PlainInput(state, timeField, name, before, latest);
        using var file = File.OpenRead(path);
        using Stream bytes = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            Take(bytes, input, writer);
        }
        catch (InvalidDataException wrong)
        {
            _broken = true;
            Console.Error.WriteLine(new Complaint(new(name, input.Lines - before + 1), $"{wrong.Message.TrimEnd('.')}; what comes before it was read."));
        }

        _unread += input.Unread;
        foreach (var complaint in input.Complaints)
            Console.Error.WriteLine(complaint);
        return input.Lines;
    }

    /// <exception cref="InvalidDataException">The bytes are no whole gzip file.</exception>
    void Take(Stream bytes, PlainInput input, StreamWriter writer)
    {
        var buffer = new byte[ChunkBytes + SpareBytes];
        // A byte order mark, as Windows puts it before UTF-8, is no part of the first line.
        var held = bytes.ReadAtLeast(buffer.AsSpan(0, ByteOrderMark.Length), ByteOrderMark.Length, throwOnEndOfStream: false);
        if (buffer.AsSpan(0, held).SequenceEqual(ByteOrderMark))
            held = 0;
        var (skips, read) = (false, 0);
        while ((read = bytes.ReadAtLeast(buffer.AsSpan(held, buffer.Length - SpareBytes - held), 1, throwOnEndOfStream: false)) > 0)
        {
            var end = held + read;
            var from = skips ? buffer.AsSpan(0, end).IndexOf((byte)'\n') + 1 : 0;
            skips &= from == 0;
            var whole = skips ? end : from + buffer.AsSpan(from, end - from).LastIndexOf((byte)'\n') + 1;
            if (!skips)
                Write(input.Take(buffer, from, whole - from), writer);
            buffer.AsSpan(whole, end - whole).CopyTo(buffer);
            held = end - whole;
            if (held < buffer.Length - SpareBytes)
                continue;
            if (buffer.Length < LongestLine)
            {
                Array.Resize(ref buffer, (buffer.Length * 2) - SpareBytes);
                continue;
            }

            input.Skip("The line is longer than 32 MiB; it was skipped and reading goes on with the next line.");
            (skips, held) = (true, 0);
        }

        if (held > 0)
            Write(input.Take(buffer, 0, held), writer);
    }

    void Write(IReadOnlyList<Match> matches, StreamWriter writer)
    {
        foreach (var match in matches)
        {
            _matches++;
            var (file, line) = PlaceOf(match.Offset);
            var time = SignalLines.Time(match.Time);
            if (output == "json")
                writer.WriteLine(System.Text.Json.JsonSerializer.Serialize(new { rule = match.Title, key = match.Key.ToDictionary(part => part.Key, part => part.Value.ToString()), time, file, line }));
            else
                writer.WriteLine(Outputs.Csv([match.Title, string.Join(' ', match.Key.Select(part => part.Value.ToString())), time, file, line.ToString(System.Globalization.CultureInfo.InvariantCulture)]));
        }
    }

    (string File, long Line) PlaceOf(long offset)
    {
        var (file, from) = _files.Last(each => each.From < offset);
        return (file, offset - from);
    }
}
