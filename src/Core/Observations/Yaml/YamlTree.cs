using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Knooppunt.Observations.Yaml;

/// <summary>A piece of YAML with the place where it stands: exactly one of a scalar, a list, or pairs in order; the others are null.</summary>
/// <param name="Line">Its line, one-based.</param>
/// <param name="Column">Its column, one-based.</param>
/// <param name="Scalar">Its text, when it is a scalar.</param>
/// <param name="Items">Its items, when it is a list.</param>
/// <param name="Pairs">Its pairs, when it is a map; every key is a scalar and none comes twice.</param>
public sealed record YamlPiece(int Line, int Column, string? Scalar, IReadOnlyList<YamlPiece>? Items, IReadOnlyList<(YamlPiece Key, YamlPiece Value)>? Pairs);

/// <summary>Reads one YAML document to a tree, bounded in size, depth and number; refuses anchors and aliases, with which a small text could grow without end.</summary>
public static class YamlTree
{
    /// <summary>The longest text: 256 Ki characters.</summary>
    public const int Longest = 256 << 10;

    const int Deepest = 12, MostPieces = 20_000;

    /// <summary>Reads a text; never throws on a bad one.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="fileName">Name for complaints, without folders above it.</param>
    /// <param name="what">What it is, for complaints: <c>mapping</c>.</param>
    public static Parsed<YamlPiece> Read(string text, string fileName, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest)
            return Parsed<YamlPiece>.Wrong(new InputPlace(fileName), $"The {what} is longer than {Longest:N0} characters.");
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return Parsed<YamlPiece>.Wrong(new InputPlace(fileName, 1), $"The {what} is empty.");
            var pieces = 0;
            var tree = Piece(parser, fileName, what, 1, ref pieces);
            if (!tree.Ok)
                return tree;
            parser.Consume<DocumentEnd>();
            return parser.Accept<DocumentStart>(out var second) ? Wrong(fileName, second.Start, $"A second document follows; a {what} is one document.") : tree;
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

    static Parsed<YamlPiece> Piece(Parser parser, string fileName, string what, int depth, ref int pieces)
    {
        var at = parser.Current!;
        if (++pieces > MostPieces)
            return Wrong(fileName, at.Start, $"The {what} has more than {MostPieces:N0} pieces.");
        if (depth > Deepest)
            return Wrong(fileName, at.Start, $"The {what} is nested deeper than {Deepest}.");
        if (at is AnchorAlias || at is NodeEvent { Anchor.IsEmpty: false })
            return Wrong(fileName, at.Start, "Anchors (&) and aliases (*) are not read; write the value out.");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlPiece(Row(scalar.Start), Column(scalar.Start), scalar.Value, null, null);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlPiece>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                if (Piece(parser, fileName, what, depth + 1, ref pieces) is var item && !item.Ok)
                    return item;
                items.Add(item.Value);
            }

            return new YamlPiece(Row(at.Start), Column(at.Start), null, items, null);
        }

        return Pairs(parser, fileName, what, depth, ref pieces);
    }

    static Parsed<YamlPiece> Pairs(Parser parser, string fileName, string what, int depth, ref int pieces)
    {
        var at = parser.Consume<MappingStart>();
        var pairs = new List<(YamlPiece, YamlPiece)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Piece(parser, fileName, what, depth + 1, ref pieces);
            if (!key.Ok)
                return key;
            if (key.Value.Scalar is not { } name || !names.Add(name))
                return Parsed<YamlPiece>.Wrong(new InputPlace(fileName, key.Value.Line, key.Value.Column), key.Value.Scalar is null ? "A name must be text." : $"\"{key.Value.Scalar}\" comes twice.");
            var value = Piece(parser, fileName, what, depth + 1, ref pieces);
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
