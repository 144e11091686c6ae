namespace Knooppunt.Advice;

/// <summary>The questionnaire: what companies and services at a mainport do, which steps touch them, and what each can do by itself.</summary>
/// <remarks>Our inference from the scripts (field notes, modi operandi): a partnership may know better, and an adviser may choose otherwise. A test holds it against the shipped scripts.</remarks>
public static class ActivityTable
{
    /// <summary>All, in the order of the goods: from ship to store, then people and buildings.</summary>
    public static IReadOnlyList<Activity> All { get; } =
    [
        Of("sail", "Wij varen met containerschepen, of huren die.", "We sail container ships, or charter them.",
            "MO-01/reseal MO-04/clone MO-07/load-ship MO-08/attach MO-08/lie-waiting", "electronic-seals registry-check hull-inspection"),
        Of("yard", "Wij laden, lossen en bewaren containers op een terrein.", "We load, unload and keep containers on a site.",
            "MO-01/enter MO-01/extract MO-02/trojan MO-02/wait MO-02/extract MO-02/leave-in-container MO-04/switch MO-05/restow", "doors-together lit-reefer-block guarded-site virtual-fence weigh-empties open-empties heartbeat-detector thermal-patrol four-eyes"),
        Of("gate", "Wij laten voertuigen in en uit bij een poort.", "We let vehicles in and out at a gate.",
            "MO-02/trojan MO-02/leave-in-container MO-03/collect MO-04/present-clone MO-04/drive-out MO-16/watch-gate", "weigh-empties open-empties heartbeat-detector registry-check weigh-at-gate secure-chain"),
        Of("release", "Wij geven het recht om een container op te halen, of geven het door.", "We give the right to collect a container, or pass it on.",
            "MO-03/copy-code MO-03/book-slot MO-03/collect MO-05/status-change", "secure-chain certified-pick-up named-accounts four-eyes"),
        Of("look-up", "Bij ons kunnen mensen in een systeem zien waar containers staan.", "With us people can see in a system where containers stand.",
            "MO-01/pass-position MO-03/copy-code MO-05/lookup MO-05/approach", "named-accounts watermark-and-reason less-access report-approach"),
        Of("drive", "Wij rijden containers over de weg.", "We drive containers over the road.",
            "MO-02/trojan MO-03/book-slot MO-03/collect MO-10/become-haulier", "secure-chain know-your-principal"),
        Of("depot", "Wij bewaren, reinigen of herstellen lege containers.", "We keep, clean or repair empty containers.",
            "MO-02/hire-empty MO-02/enter-depot MO-02/trojan MO-04/clone", "depot-perimeter open-empties registry-check"),
        Of("forward", "Wij regelen vervoer of aangiften voor anderen.", "We arrange transport or declarations for others.",
            "MO-03/copy-code MO-05/lookup MO-09/choose-goods MO-10/become-haulier MO-10/first-import", "know-your-principal report-odd-customer less-access"),
        Of("import", "Wij voeren goederen in of uit.", "We import or export goods.",
            "MO-09/choose-goods MO-09/collect MO-10/capture-company MO-10/first-import", "know-your-principal"),
        Of("hull", "Wij duiken, of werken aan scheepsrompen.", "We dive, or work on ships' hulls.",
            "MO-08/attach MO-08/approach-hull MO-08/dive", "diving-permit hull-inspection"),
        Of("harbour", "Wij beheren een jachthaven, kleine haven of helling.", "We run a marina, a small harbour or a slipway.",
            "MO-07/pick-up MO-07/land MO-08/land", "small-harbour-watch slipway-watch"),
        Of("baggage", "Wij handelen bagage af op een luchthaven.", "We handle baggage at an airport.",
            "MO-11/put-aboard MO-11/re-tag MO-11/blind-camera MO-11/take-out MO-11/pass-on", "bag-reconciliation camera-cover awareness-training"),
        Of("aircraft", "Wij maken vliegtuigen schoon, bevoorraden of onderhouden ze.", "We clean, cater or maintain aircraft.",
            "MO-11/pass-on MO-11/carry-out MO-12/hide-in-aircraft MO-12/open-panel MO-13/take-out", "awareness-training exit-checks task-for-access"),
        Of("air-cargo", "Wij handelen luchtvracht af.", "We handle air cargo.",
            "MO-12/recruit MO-12/load-pallet MO-12/divert MO-12/collect", "known-driver-check report-approach"),
        Of("private-flights", "Wij ontvangen kleine en particuliere vluchten.", "We receive small and private flights.",
            "MO-13/fly-in MO-13/meet-aircraft MO-13/take-out MO-13/leave", "visitor-limit exit-checks"),
        Of("flowers", "Wij telen, verhandelen of vervoeren bloemen en planten.", "We grow, trade or carry flowers and plants.",
            "MO-14/add-to-load MO-14/hand-over MO-14/transport", "sector-manifest"),
        Of("docks", "Wij beheren docks waar goederen van hand tot hand gaan.", "We run docks where goods go from hand to hand.",
            "MO-14/add-to-load MO-14/hand-over", "entry-gates dock-orders sector-manifest"),
        Of("guard", "Wij bewaken een terrein of een poort.", "We guard a site or a gate.",
            "MO-01/enter MO-01/leave MO-02/extract MO-02/leave-on-foot MO-16/scout MO-16/watch-gate", "virtual-fence thermal-patrol flight-plan own-drones"),
        Of("passes", "Wij geven passen uit, of hebben mensen met een pas.", "We issue passes, or have people with a pass.",
            "MO-06/get-pass MO-06/lend-pass MO-06/enter MO-06/explore", "passes-stay-dead anti-passback biometric-and-roster report-approach"),
        Of("crew-cars", "Wij rijden met meer mensen in één auto een terrein op.", "We drive onto a site with several people in one car.",
            "MO-06/ride-along MO-06/lend-pass", "register-everybody anti-passback"),
        Of("employ", "Wij hebben mensen in dienst die op een gesloten terrein werken of weten waar lading is.", "We employ people who work on a closed site or know where cargo is.",
            "MO-05/approach MO-17/select MO-17/offer MO-17/press MO-17/first-favour MO-17/held", "report-approach training-container reporting-campaign anonymous-report confidential-adviser certificate-of-conduct privacy-at-work"),
        Of("let", "Wij verhuren bedrijfsruimte of opslag.", "We let business premises or storage.",
            "MO-10/front-company MO-15/rent MO-15/store MO-15/process", "landlord-rules box-register"),
        Of("permit", "Wij geven vergunningen, of houden toezicht op bedrijven.", "We give permits, or supervise companies.",
            "MO-10/front-company MO-10/capture-company MO-13/fly-in MO-14/transport MO-15/store MO-15/process", "close-premises joint-inspection"),
    ];

    /// <summary>The activity with that code; null when there is none.</summary>
    public static Activity? Find(string code) => All.FirstOrDefault(activity => activity.Code == code);

    static Activity Of(string code, string dutch, string english, string steps, string barriers) => new(code, new(dutch, english), steps.Split(' '), barriers.Split(' '));
}
