using Knooppunt.Observations;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Knooppunt.Patterns;

/// <summary>One document of a YAML file, or the complaint why it could not be read.</summary>
sealed record YamlDocument(YamlPart? Root, Complaint? Complaint, string Text, int FirstLine);

/// <summary>
/// Reads YAML from hostile files: no aliases (they make small files huge), bounded depth, size and number of parts.
/// Documents are cut at their markers first, so that one that cannot be read leaves the others alone.
/// </summary>
sealed class YamlDocuments
{
    /// <summary>Largest file: the largest rule of SigmaHQ is under 40 kB.</summary>
    public const int MaxCharacters = 4_000_000;
    const int MaxDepth = 24;
    const int MaxParts = 100_000;

    readonly string _file;
    readonly int _lineOffset;
    int _parts;

    YamlDocuments(string file, int lineOffset) => (_file, _lineOffset) = (file, lineOffset);

    public static List<YamlDocument> Read(string file, string text)
    {
        if (text.Length > MaxCharacters)
            return [new(null, new Complaint(new InputPlace(file), $"The file has {text.Length} characters; at most {MaxCharacters} are read. Split it."), "", 1)];
        var documents = new List<YamlDocument>();
        foreach (var (piece, line) in Cut(text))
        {
            if (ReadOne(file, piece, line) is { } document)
                documents.Add(document);
        }

        return documents;
    }

    static List<(string Piece, int Line)> Cut(string text)
    {
        var pieces = new List<(string, int)>();
        var (start, startLine, line) = (0, 1, 1);
        // Directives stand before the marker of the document that they are about.
        var (directives, content) = (false, false);
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            var here = text.AsSpan(at, next - at);
            var begins = IsMarker(here, "---");
            if (IsMarker(here, "..."))
            {
                pieces.Add((text[start..next], startLine));
                (start, startLine, directives, content) = (next, line + 1, false, false);
            }
            else
            {
                if (begins && at > start && (content || !directives))
                {
                    pieces.Add((text[start..at], startLine));
                    (start, startLine) = (at, line);
                }

                directives |= !content && here[0] == '%';
                content |= begins || (here[0] != '%' && here.TrimStart() is [not '#', ..]);
            }

            at = next;
            line++;
        }

        pieces.Add((text[start..], startLine));
        return pieces;
    }

    static bool IsMarker(ReadOnlySpan<char> line, string marker) =>
        line.StartsWith(marker, StringComparison.Ordinal) && (line.Length == 3 || line[3] is ' ' or '\t' or '\r' or '\n');

    static YamlDocument? ReadOne(string file, string piece, int line)
    {
        var reader = new YamlDocuments(file, line - 1);
        var parser = new Parser(new StringReader(piece));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return null;
            var root = reader.Part(parser, 0);
            return root is YamlText { IsNull: true } ? null : new YamlDocument(root, null, piece, line);
        }
        catch (YamlException wrong)
        {
            var complaint = wrong is Refusal ? new Complaint(new InputPlace(file, line - 1 + (int)wrong.Start.Line, (int)wrong.Start.Column), wrong.Message) : YamlMistakes.Of(wrong, file, piece, line - 1);
            return Unread(complaint, piece, line);
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            // The scanner of the library throws these on some malformed escapes and on brackets that stay open.
            return Unread(YamlMistakes.Behind(parser.Current?.End ?? new Mark(0, 1, 1), file, line - 1), piece, line);
        }
    }

    static YamlDocument Unread(Complaint complaint, string piece, int line) =>
        new(null, complaint with { Place = complaint.Place with { Part = YamlMistakes.Title(piece) } }, piece, line);

    YamlPart Part(IParser parser, int depth)
    {
        var current = parser.Current ?? throw new Refusal(Mark.Empty, Mark.Empty, "The document ends too early.");
        if (depth > MaxDepth)
            throw new Refusal(current.Start, current.End, $"Nested more than {MaxDepth} deep; a rule needs five.");
        if (++_parts > MaxParts)
            throw new Refusal(current.Start, current.End, $"More than {MaxParts} parts in one document; split it.");
        var (line, column) = (_lineOffset + (int)current.Start.Line, (int)current.Start.Column);
        switch (current)
        {
            case Scalar scalar:
                parser.MoveNext();
                return new YamlText(line, column, scalar.Value, scalar.Style == ScalarStyle.Plain && (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific));
            case SequenceStart:
                return List(parser, depth, line, column);
            case MappingStart:
                return Map(parser, depth, line, column);
            case AnchorAlias alias:
                throw new Refusal(alias.Start, alias.End, $"The alias *{alias.Value.Value} is not read, since aliases can make a small file huge; write the value out.");
            default:
                throw new Refusal(current.Start, current.End, "Expected a value here.");
        }
    }

    YamlList List(IParser parser, int depth, int line, int column)
    {
        parser.Consume<SequenceStart>();
        var items = new List<YamlPart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Part(parser, depth + 1));
        return new YamlList(line, column, items);
    }

    YamlMap Map(IParser parser, int depth, int line, int column)
    {
        parser.Consume<MappingStart>();
        var entries = new List<KeyValuePair<YamlText, YamlPart>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var start = parser.Current!.Start;
            if (Part(parser, depth + 1) is not YamlText key)
                throw new Refusal(start, start, "A key must be text.");
            if (key is { Plain: true, Value: "<<" })
                throw new Refusal(start, start, "The key << (merge) is not in YAML 1.2 and is not read; write the fields out.");
            if (!names.Add(key.Value))
                throw new Refusal(start, start, $"The key \"{key.Value}\" stands twice in this map; a map holds a key once.");
            entries.Add(new(key, Part(parser, depth + 1)));
        }

        return new YamlMap(line, column, entries);
    }

    /// <summary>What we refuse ourselves, as opposed to what the YAML reader cannot read.</summary>
    sealed class Refusal(Mark start, Mark end, string message) : YamlException(start, end, message);
}
