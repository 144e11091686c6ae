using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Knooppunt.Observations.Mapped;

/// <summary>A piece of YAML with the place where it stands: a scalar, a list, or pairs in order.</summary>
sealed record YamlPiece(int Line, int Column, string? Scalar, IReadOnlyList<YamlPiece>? Items, IReadOnlyList<(YamlPiece Key, YamlPiece Value)>? Pairs);

/// <summary>Reads one YAML document to a tree, bounded in size, depth and number; refuses anchors and aliases, with which a small text could grow without end.</summary>
static class YamlTree
{
    const int Longest = 256 << 10, Deepest = 12, MostPieces = 20_000;

    public static Parsed<YamlPiece> Read(string text, string fileName)
    {
        if (text.Length > Longest)
            return Parsed<YamlPiece>.Wrong(new InputPlace(fileName), $"The mapping is longer than {Longest:N0} characters.");
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return Parsed<YamlPiece>.Wrong(new InputPlace(fileName, 1), "The mapping is empty.");
            var pieces = 0;
            var tree = Piece(parser, fileName, 1, ref pieces);
            if (!tree.Ok)
                return tree;
            parser.Consume<DocumentEnd>();
            return parser.Accept<DocumentStart>(out var second) ? Wrong(fileName, second.Start, "A second document follows; a mapping is one document.") : tree;
        }
        catch (YamlException broken)
        {
            return Wrong(fileName, broken.Start, $"The text is not YAML: {broken.Message.Split('\n')[0].TrimEnd('.')}.");
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The YAML reader ends some broken texts with one of these instead of its own exception; then it tells no place.
            return Parsed<YamlPiece>.Wrong(new InputPlace(fileName), "The text is not YAML.");
        }
    }

    static Parsed<YamlPiece> Piece(Parser parser, string fileName, int depth, ref int pieces)
    {
        var at = parser.Current!;
        if (++pieces > MostPieces)
            return Wrong(fileName, at.Start, $"The mapping has more than {MostPieces:N0} pieces.");
        if (depth > Deepest)
            return Wrong(fileName, at.Start, $"The mapping is nested deeper than {Deepest}.");
        if (at is AnchorAlias || at is NodeEvent { Anchor.IsEmpty: false })
            return Wrong(fileName, at.Start, "Anchors (&) and aliases (*) are not read; write the value out.");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlPiece(Row(scalar.Start), Column(scalar.Start), scalar.Value, null, null);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlPiece>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                if (Piece(parser, fileName, depth + 1, ref pieces) is var item && !item.Ok)
                    return item;
                items.Add(item.Value);
            }

            return new YamlPiece(Row(at.Start), Column(at.Start), null, items, null);
        }

        return Pairs(parser, fileName, depth, ref pieces);
    }

    static Parsed<YamlPiece> Pairs(Parser parser, string fileName, int depth, ref int pieces)
    {
        var at = parser.Consume<MappingStart>();
        var pairs = new List<(YamlPiece, YamlPiece)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Piece(parser, fileName, depth + 1, ref pieces);
            if (!key.Ok)
                return key;
            if (key.Value.Scalar is not { } name || !names.Add(name))
                return Parsed<YamlPiece>.Wrong(new InputPlace(fileName, key.Value.Line, key.Value.Column), key.Value.Scalar is null ? "A name must be text." : $"\"{key.Value.Scalar}\" comes twice.");
            var value = Piece(parser, fileName, depth + 1, ref pieces);
            if (!value.Ok)
                return value;
            pairs.Add((key.Value, value.Value));
        }

        return new YamlPiece(Row(at.Start), Column(at.Start), null, null, pairs);
    }

    static Parsed<YamlPiece> Wrong(string fileName, in Mark at, string sentence) => Parsed<YamlPiece>.Wrong(new InputPlace(fileName, Row(at), Column(at)), sentence);

    static int Row(in Mark at) => (int)at.Line;

    static int Column(in Mark at) => (int)at.Column;
}
