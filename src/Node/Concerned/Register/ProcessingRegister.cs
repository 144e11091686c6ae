using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.Concerned;

/// <summary>One processing, as AVG art. 30 lid 1 asks it, in one language.</summary>
/// <param name="Name">What is processed: a source, or what the node makes of all sources.</param>
/// <param name="Controller">Name of the organisation, or of the partners together.</param>
/// <param name="Contact">How the controller's data-protection officer is reached; empty when nobody set it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Regime">Legal regime.</param>
/// <param name="Ground">The articles by which the controller itself may see it; empty when nobody reviewed that.</param>
/// <param name="Persons">Kinds of people whom it is about; empty when nobody set it.</param>
/// <param name="Data">Kinds of data.</param>
/// <param name="Recipients">To whom it goes.</param>
/// <param name="Kept">How long it is kept.</param>
/// <param name="Measures">How it is secured.</param>
sealed record ProcessingLine(string Name, string Controller, string Contact, string Purpose, string Regime, string Ground, string Persons, string Data, string Recipients, string Kept, string Measures);

/// <summary>The register of processing (AVG art. 30), made of the node's configuration; what the configuration leaves open is named.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Contact">Where people ask about their own data.</param>
/// <param name="Processing">The processing, sources first.</param>
/// <param name="Holes">What is missing, in sentences.</param>
sealed record ProcessingRegister(string Node, string Contact, IReadOnlyList<ProcessingLine> Processing, IReadOnlyList<string> Holes)
{
    /// <summary>Makes it.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="language">Its language.</param>
    public static ProcessingRegister Of(NodeSettings settings, Language language) =>
        new(settings.Name, ContactOf(settings), [.. settings.Sources.Select(source => Line(settings, source, language)), .. NodeLines.Of(settings, language)], [.. Missing(settings).Select(hole => hole.In(language))]);

    /// <summary>What the configuration leaves open.</summary>
    public static IEnumerable<Word> Missing(NodeSettings settings)
    {
        if (settings.ContactPoint is not { } contact || (contact.Mail ?? contact.Post ?? contact.Phone) is null)
            yield return new("Er is geen adres van het contactpunt: zet contact-point met mail, post of phone in de configuratie.", "There is no address of the contact point: set contact-point with mail, post or phone in the configuration.");
        if (Names(settings.Organisations.Where(organisation => string.IsNullOrWhiteSpace(organisation.PrivacyContact)).Select(organisation => organisation.Name)) is { } silent)
            yield return new($"Er is geen functionaris gegevensbescherming genoemd voor {silent}: zet privacy-contact.", $"No data-protection officer is named for {silent}: set privacy-contact.");
        if (Names(settings.Organisations.Where(organisation => organisation.Release is null && settings.Sources.Any(source => source.Organisation == organisation.Id)).Select(organisation => organisation.Name)) is { } closed)
            yield return new($"Geen vrijgavebeleid, dus deelt niets vanzelf: {closed}. Zet release als dat niet de bedoeling is.", $"No release policy, so shares nothing by itself: {closed}. Set release if that is not meant.");
        foreach (var left in settings.Sources.SelectMany(source => source.LeftToDefault.Select(setting => (setting, source.Name))).GroupBy(pair => pair.setting, pair => pair.Name))
            yield return new($"Er is geen {left.Key} gezet voor {Names(left)}; nu geldt de standaard. Schrijf hem op als hij klopt.", $"No {left.Key} set for {Names(left)}; the default counts now. Write it down if it is right.");
        if (Names(settings.Sources.Where(source => source.Regime != Regime.None && source.Persons.Count == 0).Select(source => source.Name)) is { } faceless)
            yield return new($"Er staat niet over wie de gegevens gaan van {faceless}: zet persons, bijvoorbeeld [chauffeurs, bezoekers].", $"It is not said whom the data is about of {faceless}: set persons, for example [drivers, visitors].");
        if (Names(settings.Sources.Where(source => GroundOf(source).Length == 0).Select(source => source.Name)) is { } unread)
            yield return new($"Niemand heeft beoordeeld wie onder dit regime en voor dit doel mag inzien, dus niemand ziet het: {unread}.", $"Nobody reviewed who may see this under its regime and for its purpose, so nobody sees it: {unread}.");
    }

    static string? Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } joined ? joined : null;

    static string ContactOf(NodeSettings settings) =>
        string.Join(", ", new[] { settings.NameOf(settings.ContactOrganisation), settings.ContactPoint?.Mail, settings.ContactPoint?.Post, settings.ContactPoint?.Phone }.Where(part => !string.IsNullOrEmpty(part)));

    static ProcessingLine Line(NodeSettings settings, SourceSettings source, Language language)
    {
        var organisation = settings.Organisations.Find(known => known.Id == source.Organisation);
        return new(source.Name, settings.NameOf(source.Organisation), organisation?.PrivacyContact ?? "", PurposeNames.Of(source.Purpose, language), RegimeNames.Of(source.Regime, language), GroundOf(source),
            source.Regime == Regime.None ? language["geen mensen", "no people"] : string.Join(", ", source.Persons), $"{KindNames.Format(source.Format, language)}; {language["kentekens, passen en namen als pseudoniem", "plates, passes and names as pseudonyms"]}",
            organisation?.Release is { Rules.Count: > 0 } release && source.Tlp <= release.Strictest && source.Pap != Pap.Red
                ? language[$"de partners, verkleind door beleid {release.Name} {release.Version} ({release.Rules.Count} soorten)", $"the partners, reduced by policy {release.Name} {release.Version} ({release.Rules.Count} types)"]
                : language["niemand vanzelf; een partner bij besluit van een genoemd persoon", "nobody by itself; a partner by a named person's decision"],
            language[$"{source.RetentionDays} dagen na binnenkomst (klasse {source.Retention})", $"{source.RetentionDays} days after arrival (class {source.Retention})"], NodeLines.Measures(language));
    }

    // By which article somebody of the organisation itself may see it at all.
    static string GroundOf(SourceSettings source) => string.Join("; ", PersonRights.DataRoles
        .Select(role => AccessTable.Ask(new(source.Regime, source.Purpose, role, Direction.OwnOrganisation, source.Tlp, source.Pap)))
        .Where(answer => answer.Verdict != AccessVerdict.Refuse).Select(answer => answer.Article).Distinct(StringComparer.Ordinal));
}
