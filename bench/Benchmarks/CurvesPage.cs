using System.Globalization;
using System.Text;

namespace Knooppunt.Benchmarks;

/// <summary>The curves as a page: tables that say every figure, and a drawing of them.</summary>
sealed class CurvesPage(string machine, int rounds, IReadOnlyList<Curve> rules, IReadOnlyList<Curve> keys, IReadOnlyList<Curve> cores)
{
    const int Width = 330, Height = 300, Left = 48, Top = 64, PlotWidth = 260, PlotHeight = 190;
    const double Lowest = 4, Highest = 8;
    // Told apart by dashes as well as by colour.
    static readonly (string Colour, string Dash)[] Strokes = [("#0b5394", ""), ("#0b5394", "6 4"), ("#b45309", ""), ("#b45309", "6 4")];

    public string Markdown()
    {
        var page = new StringBuilder();
        page.AppendLine("# The engine's curves").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"Made by `dotnet run -c Release --project bench/Benchmarks -- curves --write docs` on: {machine}. One engine on one core unless the table says otherwise; the best of {rounds} rounds after a first that is not counted, and the slowest in brackets. The machine is shared and was busy, so the best says more than the slowest.").AppendLine();
        page.AppendLine("![Events per second against rules, keys and cores; the tables below say the same](engine-curves.svg)").AppendLine();
        page.AppendLine("## Rules").AppendLine().AppendLine("The port workload (`shared/bench`), with rules of its kinds: a type with a terminal, a plate's beginning, one of five passes or a speed. Where there are ten rules for each type, all but twelve of the types never come: what cannot match costs next to nothing. Beyond some hundreds of rules on one type the events pay for each further rule. Million events/s, and matches for each event:").AppendLine();
        Table(page, "rules", rules);
        page.AppendLine("## Keys").AppendLine().AppendLine("A count by one key (`event_count`, `group-by`). Every key has been seen, events draw one of them at random, and each has one event in its window on average: what grows is the memory that is waited for. Million events/s:").AppendLine();
        Table(page, "keys", keys);
        page.AppendLine("## Cores").AppendLine().AppendLine("One journal has one loop and one state; journals run beside each other. Two say nothing where the other core is taken by other work. Million events/s, all journals together:").AppendLine();
        Table(page, "cores", cores);
        return page.ToString().TrimEnd() + "\n";
    }

    static void Table(StringBuilder page, string what, IReadOnlyList<Curve> curves)
    {
        page.Append("| ").Append(what).Append(" | ").AppendJoin(" | ", curves.Select(curve => curve.Name)).AppendLine(" |");
        page.Append("|--:|").AppendLine(string.Concat(curves.Select(_ => "--:|")));
        for (var i = 0; i < curves[0].Points.Count; i++)
            page.Append("| ").Append(Count(curves[0].Points[i].At)).Append(" | ").AppendJoin(" | ", curves.Select(curve => Cell(curve.Points[i]))).AppendLine(" |");
        page.AppendLine();
    }

    public string Svg()
    {
        var drawing = new StringBuilder();
        drawing.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {3 * Width} {Height + 40}\" role=\"img\" aria-labelledby=\"title text\" font-family=\"sans-serif\" font-size=\"11\">");
        drawing.AppendLine("<title id=\"title\">Events per second of the engine</title>");
        drawing.AppendLine(CultureInfo.InvariantCulture, $"<desc id=\"text\">{string.Join(' ', new[] { ("rules", rules), ("keys", keys), ("cores", cores) }.SelectMany(panel => panel.Item2.Select(curve => $"{curve.Name}: {string.Join(", ", curve.Points.Select(point => $"{Count(point.At)} {panel.Item1} {Million(point.Best)} million"))}.")))}</desc>");
        drawing.AppendLine(CultureInfo.InvariantCulture, $"<rect width=\"{3 * Width}\" height=\"{Height + 40}\" fill=\"#ffffff\"/>");
        Panel(drawing, 0, "rules", rules);
        Panel(drawing, 1, "keys", keys);
        Panel(drawing, 2, "cores", cores);
        for (var i = 0; i < rules.Count; i++)
        {
            var (x, y) = (Left + (i % 2 * 420), Height + 8 + (i / 2 * 18));
            drawing.AppendLine(CultureInfo.InvariantCulture, $"<path d=\"M{x} {y}h36\" stroke=\"{Strokes[i].Colour}\" stroke-width=\"2\" stroke-dasharray=\"{Strokes[i].Dash}\"/><text x=\"{x + 44}\" y=\"{y + 4}\" fill=\"#1f2937\">{rules[i].Name}</text>");
        }

        return drawing.Append("</svg>").ToString() + "\n";
    }

    static void Panel(StringBuilder drawing, int number, string what, IReadOnlyList<Curve> curves)
    {
        var (least, most) = (Math.Log10(curves[0].Points[0].At), Math.Log10(curves[0].Points[^1].At));
        double X(double at) => Left + ((Math.Log10(at) - least) / Math.Max(most - least, 0.01) * PlotWidth);
        double Y(double rate) => Top + PlotHeight - ((Math.Clamp(Math.Log10(rate), Lowest, Highest) - Lowest) / (Highest - Lowest) * PlotHeight);
        drawing.AppendLine(CultureInfo.InvariantCulture, $"<g transform=\"translate({number * Width} 0)\"><text x=\"{Left}\" y=\"24\" font-size=\"14\" font-weight=\"bold\" fill=\"#1f2937\">Events per second against {what}</text>");
        for (var power = (int)Lowest; power <= Highest; power++)
            drawing.AppendLine(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Y(Math.Pow(10, power)):F1}h{PlotWidth}\" stroke=\"#d1d5db\"/><text x=\"{Left - 6}\" y=\"{Y(Math.Pow(10, power)) + 4:F1}\" text-anchor=\"end\" fill=\"#1f2937\">{Short(Math.Pow(10, power))}</text>");
        foreach (var at in curves[0].Points.Select(point => point.At))
            drawing.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X(at):F1}\" y=\"{Top + PlotHeight + 18}\" text-anchor=\"middle\" fill=\"#1f2937\">{Short(at)}</text>");
        for (var i = 0; i < curves.Count; i++)
        {
            var path = string.Join('L', curves[i].Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.At):F1} {Y(point.Best):F1}")));
            drawing.AppendLine(CultureInfo.InvariantCulture, $"<path d=\"M{path}\" fill=\"none\" stroke=\"{Strokes[i].Colour}\" stroke-width=\"2\" stroke-dasharray=\"{Strokes[i].Dash}\"/>");
        }

        drawing.AppendLine("</g>");
    }

    static string Cell(CurvePoint point) =>
        $"{Million(point.Best)} ({Million(point.Worst)}){(point.Matches > 0 ? $", {point.Matches.ToString("F2", CultureInfo.InvariantCulture)} matches" : "")}";

    static string Short(double number) => number >= 1e6 ? $"{(number / 1e6).ToString("0.#", CultureInfo.InvariantCulture)}M" : number >= 1e3 ? $"{(number / 1e3).ToString("0.#", CultureInfo.InvariantCulture)}k" : number.ToString(CultureInfo.InvariantCulture);

    static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Million(double rate) => (rate / 1e6).ToString(rate >= 1e6 ? "F2" : "F3", CultureInfo.InvariantCulture);
}
