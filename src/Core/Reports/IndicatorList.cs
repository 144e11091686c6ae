namespace Knooppunt.Reports;

/// <summary>Where an indicator belongs on the form.</summary>
public enum IndicatorGroup : byte
{
    /// <summary>At work: containers, vehicles, fences.</summary>
    Work,
    /// <summary>At work: people.</summary>
    People,
    /// <summary>In the office.</summary>
    Office,
    /// <summary>Outside work.</summary>
    Outside,
}

/// <summary>One thing that practitioners say is worth reporting.</summary>
/// <param name="Code">Short name, kept with a report.</param>
/// <param name="Group">Where it stands on the form.</param>
/// <param name="Text">What the form says.</param>
public sealed record Indicator(string Code, IndicatorGroup Group, Said Text);

/// <summary>The list that the port's own practitioners hand out on their reporting cards.</summary>
/// <remarks>Sources: reporting card of Rotterdamse haven, veilige haven; ports page of Platform Veilig Ondernemen.</remarks>
public static partial class IndicatorList
{
    /// <summary>Headings of the groups.</summary>
    public static Said TitleOf(IndicatorGroup group) => group switch
    {
        IndicatorGroup.Work => new("Op het terrein", "On the site", "Na terenie", "En el recinto", "Sahada", "Riba tereno"),
        IndicatorGroup.People => new("Mensen op het werk", "People at work", "Ludzie w pracy", "Personas en el trabajo", "İş yerindeki kişiler", "Hende na trabou"),
        IndicatorGroup.Office => new("Op kantoor", "In the office", "W biurze", "En la oficina", "Ofiste", "Na ofisina"),
        _ => new("Buiten het werk", "Outside work", "Poza pracą", "Fuera del trabajo", "İş dışında", "Pafó di trabou"),
    };

    /// <summary>The indicators that fit a kind of report.</summary>
    public static IEnumerable<Indicator> For(ReportKind kind) => kind == ReportKind.Approached ? All.Where(indicator => Asked.Contains(indicator.Code)) : All;

    /// <summary>The indicator with a code; null when there is none.</summary>
    public static Indicator? Find(string code) => All.FirstOrDefault(indicator => indicator.Code == code);

    /// <summary>Whether an indicator is about a customer or colleague: those go to the company itself.</summary>
    public static bool IsAboutPeople(string code) => Find(code)?.Group is IndicatorGroup.People or IndicatorGroup.Office;

    static readonly HashSet<string> Asked = ["move-request", "questions", "questions-outside", "money", "pass", "pressure"];
}
