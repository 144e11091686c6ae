using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Knooppunt.Node.Shell.Papers;

/// <summary>A column of a table on paper.</summary>
/// <param name="Head">Its heading.</param>
/// <param name="Share">Its width against the others, above 0.</param>
/// <param name="Number">Whether it holds numbers, which stand to the right.</param>
sealed record PaperColumn(string Head, double Share = 1, bool Number = false);

/// <summary>A drawing on paper: dots, a dashed line and a band around it.</summary>
/// <param name="Said">What it shows, for who does not see it.</param>
/// <param name="Points">Dots; null where there is none.</param>
/// <param name="Line">The dashed line; null where it breaks.</param>
/// <param name="Low">Lower end of the band; null where there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Start">Index before which a rule stands; null for none.</param>
/// <param name="First">What stands under the first point.</param>
/// <param name="Last">What stands under the last.</param>
/// <param name="Unit">In what the figures are; stands over the axis.</param>
sealed record PaperDrawing(string Said, IReadOnlyList<double?> Points, IReadOnlyList<double?> Line, IReadOnlyList<double?> Low, IReadOnlyList<double?> High, int? Start, string First, string Last, string Unit);

/// <summary>A document on A4: tagged, with its text as text and its font inside. The same content makes the same bytes.</summary>
sealed class Paper : IDisposable
{
    const double Left = 50, Top = 56, Width = 595 - 2 * Left, Bottom = 842 - 60, Gap = 6, Pad = 3;

    static readonly XPen Thin = new(XColor.FromArgb(150, 150, 150), .5);

    readonly PdfDocument _document = new();
    readonly UAManager _tags;
    readonly CultureInfo _culture;
    readonly string _foot;
    XGraphics _page = null!;
    double _y;

    /// <summary>Begins one.</summary>
    /// <param name="title">Its title, also in its properties.</param>
    /// <param name="english">Whether it is in English and not in Dutch.</param>
    /// <param name="foot">At the foot of each page, before its number.</param>
    /// <param name="at">When it was made: in its properties.</param>
    public Paper(string title, bool english, string foot, DateTimeOffset at)
    {
        _tags = UAManager.ForDocument(_document);
        _culture = CultureInfo.GetCultureInfo(english ? "en-GB" : "nl-NL");
        _tags.SetDocumentLanguage(_culture.Name);
        (_document.Info.Title, _document.Info.Creator, _document.Info.CreationDate, _document.Info.ModificationDate) = (title, "Knooppunt", at.UtcDateTime, at.UtcDateTime);
        _foot = foot;
        NewPage();
        Heading(title, 1);
    }

    /// <summary>A heading.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="level">1 to 3.</param>
    public void Heading(string text, int level)
    {
        _y += level == 1 ? 0 : Gap;
        // A heading does not stand alone at the foot of a page.
        Lines(text, Font(level switch { 1 => 18, 2 => 13, _ => 11 }, bold: true), level switch { 1 => PdfBlockLevelElementTag.Heading1, 2 => PdfBlockLevelElementTag.Heading2, _ => PdfBlockLevelElementTag.Heading3 }, keep: 48);
        _y += Gap / 2;
    }

    /// <summary>A paragraph.</summary>
    public void Text(string text, bool bold = false)
    {
        Lines(text, Font(10, bold), PdfBlockLevelElementTag.Paragraph);
        _y += Gap;
    }

    /// <summary>A table; its head stands again on each page.</summary>
    public void Table(IReadOnlyList<PaperColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = columns.Sum(column => column.Share);
        double[] widths = [.. columns.Select(column => Width * column.Share / all)];
        var (head, body) = (Font(9, bold: true), Font(9));
        _tags.StructureBuilder.BeginElement(PdfBlockLevelElementTag.Table);
        string[] heads = [.. columns.Select(column => column.Head)];
        Row(columns, widths, heads, head, PdfBlockLevelElementTag.TableHeaderCell);
        foreach (var row in rows)
        {
            if (_y + Height(columns, widths, row, body) > Bottom)
            {
                NewPage();
                // Again for the eye alone: who listens has heard it.
                _tags.StructureBuilder.BeginArtifact();
                Cells(columns, widths, heads, head, null);
                _tags.StructureBuilder.End();
            }

            Row(columns, widths, row, body, PdfBlockLevelElementTag.TableDataCell);
        }

        _tags.StructureBuilder.End();
        _y += Gap;
    }

    /// <summary>A drawing.</summary>
    public void Draw(PaperDrawing drawing)
    {
        const double High = 150;
        Room(High + 42);
        var most = DrawnSeries.Nice(DrawnSeries.Top(drawing.Points, drawing.Line, drawing.High));
        var (top, foot, count) = (_y + 18, _y + 18 + High, Math.Max(2, Math.Max(drawing.Points.Count, drawing.Line.Count)));
        double X(double at) => Left + 30 + at * (Width - 30) / (count - 1);
        double Y(double figure) => foot - Math.Clamp(figure / most, 0, 1) * High;
        _tags.StructureBuilder.BeginElement(PdfIllustrationElementTag.Figure, drawing.Said, new XRect(Left, _y, Width, High + 34));
        _page.DrawString(drawing.Unit, Font(8), XBrushes.Black, new XPoint(Left, _y + 8));
        foreach (var run in DrawnSeries.Runs(drawing.Low))
        {
            XPoint[] edge = [.. run.Select(at => new XPoint(X(at), Y(drawing.High[at] ?? most))), .. run.Reverse().Select(at => new XPoint(X(at), Y(drawing.Low[at]!.Value)))];
            if (edge.Length > 3)
                _page.DrawPolygon(new XSolidBrush(XColor.FromArgb(215, 215, 215)), edge, XFillMode.Winding);
        }

        foreach (var part in new[] { 0, .5, 1 })
        {
            _page.DrawLine(Thin, Left + 30, Y(part * most), Left + Width, Y(part * most));
            _page.DrawString((part * most).ToString("0.#", _culture), Font(8), XBrushes.Black, new XRect(Left, Y(part * most) - 6, 26, 10), XStringFormats.TopRight);
        }

        foreach (var run in DrawnSeries.Runs(drawing.Line).Where(run => run.Length > 1))
            _page.DrawLines(new XPen(XColors.Black, 1) { DashStyle = XDashStyle.Dash }, [.. run.Select(at => new XPoint(X(at), Y(drawing.Line[at]!.Value)))]);
        foreach (var (at, point) in drawing.Points.Index())
        {
            if (point is { } known)
                _page.DrawEllipse(XBrushes.Black, X(at) - 1.3, Y(known) - 1.3, 2.6, 2.6);
        }

        if (drawing.Start is { } start)
            _page.DrawLine(new XPen(XColors.Black, 1), X(start - .5), top, X(start - .5), foot);
        _page.DrawString(drawing.First, Font(8), XBrushes.Black, new XPoint(Left + 30, foot + 12));
        _page.DrawString(drawing.Last, Font(8), XBrushes.Black, new XRect(Left, foot + 3, Width, 12), XStringFormats.TopRight);
        _tags.StructureBuilder.End();
        _y = foot + 16 + Gap;
    }

    /// <summary>The whole as a file.</summary>
    public byte[] Bytes()
    {
        Foot();
        // Of its title and its day, and not of the moment: the same content, the same file.
        var mark = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{_document.Info.Title}\n{_foot}\n{_document.Info.CreationDate:O}"));
        (_document.Internals.FirstDocumentID, _document.Internals.SecondDocumentID) = (Id(mark), Id(mark));
        using var stream = new MemoryStream();
        _document.Save(stream, closeStream: false);
        return Settled(stream.ToArray(), new Guid(mark.AsSpan(0, 16)));
    }

    // The library draws the six letters before the name of a font that it cut down, and the number in the description of the document. Ours are as long, so that no offset moves.
    static byte[] Settled(byte[] file, Guid mark)
    {
        ReadOnlySpan<byte> numbered = "uuid:"u8;
        for (var at = 0; at < file.Length - numbered.Length - 36; at++)
        {
            if (file.AsSpan(at).StartsWith(numbered))
                System.Text.Encoding.ASCII.GetBytes(mark.ToString(), file.AsSpan(at + numbered.Length, 36));
        }

        ReadOnlySpan<byte> name = "+IBM#20Plex"u8;
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 8; at < file.Length - name.Length; at++)
        {
            if (!file.AsSpan(at).StartsWith(name) || file[at - 7] != '/')
                continue;
            var drawn = file.AsSpan(at - 6, 6);
            var key = System.Text.Encoding.ASCII.GetString(drawn);
            if (!given.TryGetValue(key, out var ours))
                given.Add(key, ours = $"KNOOP{(char)('A' + given.Count)}");
            System.Text.Encoding.ASCII.GetBytes(ours, drawn);
        }

        return file;
    }

    // As many characters as bytes, as the library keeps it.
    static string Id(byte[] mark) => string.Concat(mark.Take(16).Select(one => (char)one));

    public void Dispose()
    {
        _page.Dispose();
        _document.Dispose();
    }

    void Row(IReadOnlyList<PaperColumn> columns, double[] widths, IReadOnlyList<string> cells, XFont font, PdfBlockLevelElementTag tag)
    {
        Room(Height(columns, widths, cells, font));
        _tags.StructureBuilder.BeginElement(PdfBlockLevelElementTag.TableRow);
        Cells(columns, widths, cells, font, tag);
        _tags.StructureBuilder.End();
    }

    void Cells(IReadOnlyList<PaperColumn> columns, double[] widths, IReadOnlyList<string> cells, XFont font, PdfBlockLevelElementTag? tag)
    {
        var height = Height(columns, widths, cells, font);
        var x = Left;
        for (var column = 0; column < columns.Count; column++)
        {
            if (tag is { } known)
                _tags.StructureBuilder.BeginElement(known);
            var y = _y + Pad;
            foreach (var line in Wrapped(cells[column], font, Inside(columns[column], widths[column])))
            {
                _page.DrawString(line, font, XBrushes.Black, new XRect(x + Pad, y, Inside(columns[column], widths[column]), font.GetHeight()), columns[column].Number ? XStringFormats.TopRight : XStringFormats.TopLeft);
                y += font.GetHeight();
            }

            if (tag is not null)
                _tags.StructureBuilder.End();
            x += widths[column];
        }

        _y += height;
        if (tag is not null)
            _tags.StructureBuilder.BeginArtifact();
        _page.DrawLine(Thin, Left, _y, Left + Width, _y);
        if (tag is not null)
            _tags.StructureBuilder.End();
    }

    // A number stands at the right of its cell, and would touch the text of the next.
    static double Inside(PaperColumn column, double width) => width - 2 * Pad - (column.Number ? 2 * Pad : 0);

    double Height(IReadOnlyList<PaperColumn> columns, double[] widths, IReadOnlyList<string> cells, XFont font) => cells.Index().Max(cell => Wrapped(cell.Item, font, Inside(columns[cell.Index], widths[cell.Index])).Count) * font.GetHeight() + 2 * Pad;

    void Lines(string text, XFont font, PdfBlockLevelElementTag tag, double keep = 0)
    {
        Room(font.GetHeight() + keep);
        _tags.StructureBuilder.BeginElement(tag);
        foreach (var line in Wrapped(text, font, Width))
        {
            Room(font.GetHeight());
            _page.DrawString(line, font, XBrushes.Black, new XRect(Left, _y, Width, font.GetHeight()), XStringFormats.TopLeft);
            _y += font.GetHeight();
        }

        _tags.StructureBuilder.End();
    }

    void Room(double height)
    {
        if (_y + height > Bottom)
            NewPage();
    }

    void NewPage()
    {
        Foot();
        var page = _document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        _page = XGraphics.FromPdfPage(page);
        _y = Top;
    }

    void Foot()
    {
        if (_document.PageCount == 0)
            return;
        _tags.StructureBuilder.BeginArtifact();
        _page.DrawString($"{_foot} · {_document.PageCount}", Font(8), XBrushes.Black, new XRect(Left, 842 - 40, Width, 12), XStringFormats.TopLeft);
        _tags.StructureBuilder.End();
    }

    // Word by word; a word that is wider than the line is cut.
    List<string> Wrapped(string text, XFont font, double width)
    {
        List<string> lines = [];
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var rest = word;
                while (line.Length == 0 && rest.Length > 1 && Wide(rest) > width)
                {
                    var fits = Enumerable.Range(1, rest.Length - 1).TakeWhile(length => length == 1 || Wide(rest[..length]) <= width).Last();
                    lines.Add(rest[..fits]);
                    rest = rest[fits..];
                }

                var longer = line.Length == 0 ? rest : $"{line} {rest}";
                if (line.Length > 0 && Wide(longer) > width)
                {
                    lines.Add(line);
                    line = rest;
                }
                else
                    line = longer;
            }

            lines.Add(line);
        }

        return lines;

        double Wide(string part) => _page.MeasureString(part, font).Width;
    }

    static XFont Font(double size, bool bold = false) => new(PaperFonts.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);
}
