using Knooppunt.Observations;

namespace Knooppunt.Node.Shell.Settings;

/// <summary>What the one configuration file says. Every name below is written with hyphens in the file (<c>time-zone</c>).</summary>
sealed class NodeSettings
{
    /// <summary>Short name of the node, lower case: <c>rotterdam</c>.</summary>
    public string Node { get; set; } = "sample";

    /// <summary>Name on screens.</summary>
    public string Name { get; set; } = "Knooppunt";

    /// <summary>IANA time zone of the place. Default Europe/Amsterdam.</summary>
    public string TimeZone { get; set; } = "Europe/Amsterdam";

    /// <summary>Address to listen on. Default the loopback only.</summary>
    public string Listen { get; set; } = "http://localhost:5080";

    /// <summary>Address under which people reach it, for links in messages: <c>https://knooppunt.haven.example</c>; absent: messages carry no link.</summary>
    public string? Address { get; set; }

    /// <summary>Folder of everything that the node keeps. Default <c>data</c> in the working folder.</summary>
    [FromFile]
    public string Data { get; set; } = "data";

    /// <summary>Folder of patterns. Default the shipped ones.</summary>
    [FromFile]
    public string? Patterns { get; set; }

    /// <summary>GeoJSON file of places. Default the shipped ones of the node's name.</summary>
    [FromFile]
    public string? Places { get; set; }

    /// <summary>How many days after the arrival of its last evidence a signal is kept, with its evidence and what people did with it; 7 to 3653. Default 365.</summary>
    public int SignalRetentionDays { get; set; } = 365;

    /// <summary>How many days a line of the read log is kept; 365 to 3653. Default 1827: five years, past the external audit that Wpg art. 33 asks every four.</summary>
    public int ReadLogRetentionDays { get; set; } = 1827;

    /// <summary>After how many days an API key ends; 0 = when it is revoked; at most 3653. Default 0.</summary>
    public int ApiKeyDays { get; set; }

    /// <summary>After how many seconds a neighbour is asked again what is new; 1 to 86400. Default 30.</summary>
    public int ExchangePullSeconds { get; set; } = 30;

    /// <summary>How many days a request of somebody about their own data is kept after its answer; 30 to 3653. Default 730: as long as somebody may still come back to it.</summary>
    public int RequestRetentionDays { get; set; } = 730;

    /// <summary>Whether this is the sample node: it plays a day through its connectors and its first administrator gets every role.</summary>
    public bool Sample { get; set; }

    /// <summary>Sign-in by OpenID Connect beside passkeys; absent by default.</summary>
    public OpenIdSettings? OpenId { get; set; }

    /// <summary>The server through which it sends e-mail; absent: it sends none.</summary>
    public MailSettings? Mail { get; set; }

    /// <summary>The partners.</summary>
    public List<OrganisationSettings> Organisations { get; set; } = [];

    /// <summary>Short name of the organisation that keeps the information-sharing centre: it has what nobody else has. Default the first organisation.</summary>
    public string? Centre { get; set; }

    /// <summary>Short name of Customs, whose control room gets reports about what happens on a site; absent: they go to the centre.</summary>
    public string? Customs { get; set; }

    /// <summary>Short name of the seaport police, who get reports about what happens on a public road; absent: they go to the centre.</summary>
    public string? SeaportPolice { get; set; }

    /// <summary>Short name of the confidential adviser (vertrouwenspersoon), an organisation of its own with nobody else in it, who gets reports of people that were approached; absent: they go to the centre.</summary>
    public string? ConfidentialAdviser { get; set; }

    /// <summary>Whether everybody may see what was reported in the last quarter that is over (<c>/report/figures</c>): counts of five and more per place. Default no: the partners decide on it together.</summary>
    public bool PublicFigures { get; set; }

    /// <summary>Short names of the municipalities: those that work by the signal protocol. Default none.</summary>
    public List<string> Municipalities { get; set; } = [];

    /// <summary>Short names of the municipalities that share a specialised team; default none.</summary>
    public List<string> JointTeam { get; set; } = [];

    /// <summary>Short name of the RIEC, to which municipalities hand over; absent: they do so outside the node.</summary>
    public string? Riec { get; set; }

    /// <summary>Where people ask about their own data, for all partners; absent: the organisation that keeps the centre, without an address.</summary>
    public ContactPointSettings? ContactPoint { get; set; }

    /// <summary>Short name of the organisation that keeps the contact point.</summary>
    public string ContactOrganisation => ContactPoint?.Organisation ?? LastResort;

    /// <summary>Name of an organisation on screens; its short name where it is not a partner any more.</summary>
    public string NameOf(string organisation) => Organisations.Find(partner => partner.Id == organisation)?.Name ?? organisation;

    /// <summary>Whether an organisation takes part in this node.</summary>
    /// <param name="organisation">Its short name.</param>
    public bool IsPartner(string organisation) => Organisations.Exists(partner => partner.Id == organisation);

    /// <summary>Short name of the organisation to which everything falls that is nobody's.</summary>
    public string LastResort => Centre ?? Organisations.FirstOrDefault()?.Id ?? Node;

    /// <summary>What tells the node something.</summary>
    public List<SourceSettings> Sources { get; set; } = [];

    /// <summary>Patterns about staff that were switched on, with what the law asks for.</summary>
    public List<StaffPatternSettings> StaffPatterns { get; set; } = [];

    /// <summary>What the algorithm register asks and no pattern knows; absent: the register names it as missing.</summary>
    public AlgorithmRegisterSettings? AlgorithmRegister { get; set; }
}

/// <summary>One partner.</summary>
sealed class OrganisationSettings
{
    /// <summary>Short name, lower case: <c>ect</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>Name on screens.</summary>
    public string Name { get; set; } = "";

    /// <summary>How its own data-protection officer is reached, for the register of processing; absent: the register says that it is missing.</summary>
    public string? PrivacyContact { get; set; }

    /// <summary>What it lets the partnership see; without it nothing.</summary>
    public ReleaseSettings? Release { get; set; }

    /// <summary>Whether what patterns of other nodes find in its journal is counted per week and told to who sent the pattern. Default no.</summary>
    public bool Sightings { get; set; }

    /// <summary>Where its systems hear of what comes to it; without it nowhere.</summary>
    public WebhookSettings? Webhook { get; set; }
}

/// <summary>One source and what may be done with its records.</summary>
sealed class SourceSettings
{
    HashSet<string>? _written;

    /// <summary>Name, the organisation first: <c>ect/gate</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Short name of the organisation.</summary>
    public string Organisation { get; set; } = "";

    /// <summary>edifact, ais, dcsa, cloudevents or mapped; cloudevents is also what comes over HTTP.</summary>
    public string Format { get; set; } = "cloudevents";

    /// <summary>Mapping file of a mapped source.</summary>
    [FromFile]
    public string? Mapping { get; set; }

    /// <summary>Folder to watch for files; none for a source that comes over HTTP.</summary>
    [FromFile]
    public string? Watch { get; set; }

    /// <summary>Legal regime of its records. Default avg.</summary>
    public Regime Regime { get; set; } = Regime.Avg;

    /// <summary>What they are collected for. Default site-security.</summary>
    public Purpose Purpose { get; set; } = Purpose.SiteSecurity;

    /// <summary>Names of settings that the register of processing must know and that nobody wrote, so that a default stands there.</summary>
    public IEnumerable<string> LeftToDefault => _written is null ? [] : new[] { ("purpose", nameof(Purpose)), ("regime", nameof(Regime)), ("retention-days", nameof(RetentionDays)) }
        .Where(setting => !_written.Contains(setting.Item2)).Select(setting => setting.Item1);

    /// <summary>Keeps which settings the file or environment wrote, by name of the property.</summary>
    public void Wrote(IEnumerable<string> names) => _written = names.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Kinds of people whom its records are about, for the register of processing: drivers, staff, visitors. Empty: the register says that it is missing.</summary>
    public List<string> Persons { get; set; } = [];

    /// <summary>With whom they may be shared.</summary>
    public Tlp Tlp { get; set; } = Tlp.Amber;

    /// <summary>What may be done with them.</summary>
    public Pap Pap { get; set; } = Pap.Amber;

    /// <summary>Retention class: name.</summary>
    public string Retention { get; set; } = "default";

    /// <summary>Retention class: whole days after arrival. Default 28, as for camera images.</summary>
    public int RetentionDays { get; set; } = 28;

    /// <summary>How late its records may come and still be evaluated, in minutes. Default 5.</summary>
    public double LatenessMinutes { get; set; } = 5;

    /// <summary>After how many minutes without a record the source counts as silent; 0 = never. Default 0.</summary>
    public double SilentAfterMinutes { get; set; }

    /// <summary>Time zone of local times in its messages; default the node's.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Whether a camera read the container numbers of its records, where a record does not say it itself; absent: not known.</summary>
    public bool? Ocr { get; set; }

    /// <summary>Id of the place at which its records were made, where a record names none; absent: not known.</summary>
    public string? Place { get; set; }

    /// <summary>What holds for all of its records though they do not say it.</summary>
    public Fields Standing => new Fields.Builder(2).SetIfAny("place", Place).SetIfAny("ocr", Ocr is { } read ? read : default(FieldValue)).Build();

    /// <summary>What every record of this source carries.</summary>
    public Handling Handling => new(Organisation, Regime, Purpose, Tlp, Pap, new RetentionClass(Retention, RetentionDays));
}

/// <summary>What the law asks before a pattern about staff may run.</summary>
sealed class StaffPatternSettings
{
    /// <summary>Id of the pattern.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>Reference of the data-protection impact assessment.</summary>
    public string ImpactAssessment { get; set; } = "";

    /// <summary>Reference of the works council's consent.</summary>
    public string WorksCouncilConsent { get; set; } = "";

    /// <summary>Date on which staff were informed, yyyy-mm-dd.</summary>
    public string StaffInformedOn { get; set; } = "";
}

/// <summary>OpenID Connect provider.</summary>
sealed class OpenIdSettings
{
    /// <summary>Authority, https.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Client id.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>File that holds the client secret; the secret itself never stands in the configuration.</summary>
    [FromFile]
    public string? ClientSecretFile { get; set; }
}
