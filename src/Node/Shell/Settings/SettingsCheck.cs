using System.Globalization;
using Knooppunt.Disclosure.Access;

namespace Knooppunt.Node.Shell.Settings;

/// <summary>Says in sentences what is wrong with the settings, before anything starts.</summary>
static class SettingsCheck
{
    const int MostDays = 3653;

    /// <summary>The names of all formats, as settings and commands write them.</summary>
    public static readonly string[] Formats = ["edifact", "ais", "dcsa", "cloudevents", "mapped"];

    public static IEnumerable<string> Complaints(NodeSettings settings)
    {
        if (!IsName(settings.Node))
            yield return $"node: \"{settings.Node}\" must be 1 to 40 lower case letters, digits or hyphens.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _))
            yield return $"time-zone: \"{settings.TimeZone}\" is not an IANA time zone; write for example Europe/Amsterdam.";
        if (!Uri.TryCreate(settings.Listen, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            yield return $"listen: \"{settings.Listen}\" is not an address; write for example http://localhost:5080.";
        if (settings.SignalRetentionDays is < 7 or > MostDays)
            yield return $"signal-retention-days: {settings.SignalRetentionDays} must be 7 to {MostDays}.";
        if (settings.ReadLogRetentionDays is < 365 or > MostDays)
            yield return $"read-log-retention-days: {settings.ReadLogRetentionDays} must be 365 to {MostDays}.";
        if (settings.RequestRetentionDays is < 30 or > MostDays)
            yield return $"request-retention-days: {settings.RequestRetentionDays} must be 30 to {MostDays}.";
        if (settings.ContactPoint?.Organisation is { } contact && settings.Organisations.All(organisation => organisation.Id != contact))
            yield return $"contact-point: \"{contact}\" is not listed under organisations; name the partner to whom people write about their own data.";
        if (settings.ApiKeyDays is < 0 or > MostDays)
            yield return $"api-key-days: {settings.ApiKeyDays} must be 0 (until it is revoked) to {MostDays}.";
        if (settings.ExchangePullSeconds is < 1 or > 86_400)
            yield return $"exchange-pull-seconds: {settings.ExchangePullSeconds} must be 1 to 86400.";
        foreach (var id in settings.Organisations.GroupBy(organisation => organisation.Id).Where(group => group.Count() > 1 || !IsName(group.Key)).Select(group => group.Key))
            yield return $"organisations: \"{id}\" must be unique and of lower case letters, digits or hyphens.";
        if (settings.Centre is { } centre && settings.Organisations.All(organisation => organisation.Id != centre))
            yield return $"centre: \"{centre}\" is not listed under organisations; name the organisation that keeps the information-sharing centre.";
        foreach (var (setting, desk) in new[] { ("customs", settings.Customs), ("seaport-police", settings.SeaportPolice), ("confidential-adviser", settings.ConfidentialAdviser) })
        {
            if (desk is not null && settings.Organisations.All(organisation => organisation.Id != desk))
                yield return $"{setting}: \"{desk}\" is not listed under organisations; name the partner that takes these reports in, or leave it out.";
        }
        foreach (var id in settings.Municipalities.Append(settings.Riec).OfType<string>().Where(id => settings.Organisations.All(organisation => organisation.Id != id)))
            yield return $"{(id == settings.Riec ? "riec" : "municipalities")}: \"{id}\" is not listed under organisations; list it there, or leave it out.";
        foreach (var id in settings.JointTeam.Where(id => !settings.Municipalities.Contains(id)))
            yield return $"joint-team: \"{id}\" is not listed under municipalities; a joint team is of municipalities.";
        if (settings.Riec is { } riec && settings.Municipalities.Contains(riec))
            yield return $"riec: \"{riec}\" is a municipality; what it hands over goes to another organisation.";
        foreach (var complaint in MessagesCheck.Complaints(settings))
            yield return complaint;
        foreach (var complaint in AlgorithmRegisterCheck.Complaints(settings))
            yield return complaint;
        foreach (var complaint in settings.Organisations.Select(organisation => organisation.Release).OfType<ReleaseSettings>().SelectMany(Complaints))
            yield return complaint;
        foreach (var complaint in settings.Sources.SelectMany(source => Complaints(settings, source)))
            yield return complaint;
        foreach (var name in settings.Sources.GroupBy(source => source.Name).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return $"sources: \"{name}\" is used twice.";
        foreach (var mixed in settings.Sources.GroupBy(source => source.Organisation).Where(group => Regimes.Mix(group.Select(source => source.Regime))))
            yield return $"sources: those of \"{mixed.Key}\" are under {string.Join(" and ", mixed.Select(source => source.Regime).Distinct().Order())}. A journal holds one closed regime, and beside it only data about nobody (none): list a second organisation, for example \"{mixed.Key}-closed\", and give it the sources under the closed regime.";
        foreach (var staff in settings.StaffPatterns.Where(staff => !IsComplete(staff)))
            yield return $"staff-patterns: \"{staff.Pattern}\" stays off until impact-assessment, works-council-consent and staff-informed-on (yyyy-mm-dd, not after today) are filled in.";
    }

    /// <summary>Whether everything the law asks before a pattern about staff may run has been recorded, and has happened: who will be told tomorrow does not know today.</summary>
    public static bool IsComplete(StaffPatternSettings staff) =>
        staff.Pattern.Length > 0 && staff.ImpactAssessment.Length > 0 && staff.WorksCouncilConsent.Length > 0
        && DateOnly.TryParseExact(staff.StaffInformedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var informed)
        && informed <= DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);

    static IEnumerable<string> Complaints(NodeSettings settings, SourceSettings source)
    {
        if (source.Name.Length is 0 or > 128)
            yield return "sources: every source needs a name of at most 128 characters.";
        if (settings.Organisations.All(organisation => organisation.Id != source.Organisation))
            yield return $"sources: \"{source.Name}\" names the organisation \"{source.Organisation}\", which is not listed under organisations.";
        if (!Formats.Contains(source.Format))
            yield return $"sources: \"{source.Name}\" has the format \"{source.Format}\"; it must be one of {string.Join(", ", Formats)}.";
        if (source.Format == "mapped" && string.IsNullOrEmpty(source.Mapping))
            yield return $"sources: \"{source.Name}\" is mapped and needs a mapping file.";
        if (source.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            yield return $"sources: \"{source.Name}\" has the time-zone \"{zone}\", which is not an IANA time zone; write for example Europe/Amsterdam.";
        if (source.RetentionDays is < 1 or > 3653)
            yield return $"sources: \"{source.Name}\" keeps its records {source.RetentionDays} days; write 1 to 3653.";
        // Written as what is right, so that NaN is wrong.
        if (source.LatenessMinutes is not (>= 0 and <= 10_080))
            yield return $"sources: \"{source.Name}\" has a lateness of {source.LatenessMinutes} minutes; write 0 to 10080.";
        if (source.SilentAfterMinutes is not (>= 0 and <= MostDays * 1440))
            yield return $"sources: \"{source.Name}\" is silent after {source.SilentAfterMinutes} minutes; write 0 (never) to {MostDays * 1440}.";
    }

    /// <summary>What is wrong with a release policy.</summary>
    public static IEnumerable<string> Complaints(ReleaseSettings release)
    {
        foreach (var rule in release.Rules)
        {
            if (rule.Type.Length == 0)
                yield return "release: a rule must name a type, or * for the rest.";
            if (rule.TimeStepMinutes is not (>= 0 and <= 10_080))
                yield return $"release: the rule of \"{rule.Type}\" has a time step of {rule.TimeStepMinutes} minutes; write 0 to 10080.";
            if (rule.PositionDecimals is < 0 or > 6)
                yield return $"release: the rule of \"{rule.Type}\" has {rule.PositionDecimals} decimals of a position; write 0 to 6.";
        }
    }

    static bool IsName(string name) => name.Length is > 0 and <= 40 && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
