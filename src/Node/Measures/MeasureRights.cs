using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Measures;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;

namespace Knooppunt.Node.Measures;

/// <summary>Who sees and writes what of measures, and what may stand in them.</summary>
sealed class MeasureRights(NodeSettings settings, NodePlaces places, TimeProvider clock)
{
    /// <summary>On what reading rests.</summary>
    public const string Ground = "AVG art. 6 lid 1 e en f, art. 10";

    /// <summary>Longest file number or judgment, in characters; most euros of one line.</summary>
    public const int LongestReference = 60, MostEuros = 1_000_000_000;

    /// <summary>Whether somebody sees the catalogue and the figures: they are about nobody.</summary>
    public static bool SeesFigures(ClaimsPrincipal person) => person.WorksOnData || person.Has(Role.ProgrammeManager);

    /// <summary>What the table says of a measure or incident for somebody.</summary>
    public static AccessAnswer Ask(ClaimsPrincipal person, string organisation, Purpose purpose) =>
        Visibility.Ask(person.Viewers.Where(viewer => PersonRights.DataRoles.Contains(viewer.Role)), MeasureTerms.Label(organisation, purpose));

    /// <summary>Whether somebody writes down what an organisation does for a purpose.</summary>
    public static bool Writes(ClaimsPrincipal person, string organisation, Purpose purpose) => person.Viewers.Any(viewer =>
        viewer.Organisation == organisation && PersonRights.AnsweringRoles.Contains(viewer.Role) && Visibility.Ask(viewer, MeasureTerms.Label(organisation, purpose)).Verdict == AccessVerdict.Allow);

    /// <summary>Purposes for which somebody writes for an organisation.</summary>
    public static Purpose[] PurposesOf(ClaimsPrincipal person, string organisation) => [.. MeasureTerms.Purposes.Where(purpose => Writes(person, organisation, purpose))];

    /// <summary>Organisations for which somebody writes, in order of their short names.</summary>
    public static string[] WritesFor(ClaimsPrincipal person) => [.. person.Viewers.Select(viewer => viewer.Organisation).Distinct().Where(own => PurposesOf(person, own).Length > 0).Order(StringComparer.Ordinal)];

    /// <summary>Why an organisation and purpose cannot be chosen; null when they can.</summary>
    public Refusal? WrongHome(ClaimsPrincipal person, string organisation, Purpose purpose) =>
        settings.Organisations.All(partner => partner.Id != organisation) || !MeasureTerms.Purposes.Contains(purpose) || !Writes(person, organisation, purpose)
            ? Refusal.Wrong("Kies een organisatie en een doel waarvoor u dit mag opschrijven.", "Choose an organisation and a purpose for which you may write this.") : null;

    /// <summary>Why a place cannot be chosen; null when it can.</summary>
    public Refusal? WrongPlace(string place) => place.Length > 0 && places.Sites.All(site => site.Id != place) ? Refusal.Wrong("Kies een plaats uit de lijst, of geen.", "Choose a place from the list, or none.") : null;

    /// <summary>Why a reference cannot be kept; null when it can.</summary>
    public static Refusal? WrongReference(string reference) => reference.Length > LongestReference ? Refusal.Wrong($"Maak het kenmerk korter: hoogstens {LongestReference} tekens.", $"Make the reference shorter: at most {LongestReference} characters.") : Refusal.Of(OwnWords.Refusal(reference));

    /// <summary>The time zone of the node.</summary>
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>Today, at the node.</summary>
    public DateOnly Today => Zone.DayOf(clock.GetUtcNow());

    /// <summary>UTC microseconds since 1970.</summary>
    public long Now => clock.GetUtcNow().UnixMicroseconds;
}
