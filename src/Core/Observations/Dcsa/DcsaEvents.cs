using System.Globalization;
using System.Text.Json;
using Knooppunt.Observations.Identifiers;

namespace Knooppunt.Observations.Dcsa;

/// <summary>Turns one event into an observation, or says which rule it breaks.</summary>
sealed class DcsaEvents(SourceContext context, IObservationSink sink)
{
    // A response holds at most some thousands of events; beyond it repetitions are left to the journal, which knows every id.
    const int MostIds = 100_000;

    static readonly ObservationType Handled = new(Family.Goods, "container_handled");
    static readonly ObservationType Gate = new(Family.Goods, "container_gate");
    static readonly ObservationType Call = new(Family.Information, "vessel_call");
    static readonly ObservationType Shipment = new(Family.Information, "shipment");

    static readonly string[] Classifiers = ["ACT", "PLN", "EST"];
    static readonly string[] EquipmentCodes = ["LOAD", "DISC", "GTIN", "GTOT", "STUF", "STRP", "PICK", "DROP", "INSP", "RSEA", "RMVD"];
    static readonly string[] Modes = ["VESSEL", "RAIL", "TRUCK", "BARGE"];
    static readonly string[] DocumentCodes = ["CBR", "BKG", "SHI", "SRM", "TRD", "ARN", "VGM", "CAS", "CUS", "DGD", "OOG"];

    static readonly Dictionary<string, string> ShipmentEvents = new(StringComparer.Ordinal)
    {
        ["RECE"] = "received",
        ["DRFT"] = "drafted",
        ["PENA"] = "pending_approval",
        ["PENU"] = "pending_update",
        ["REJE"] = "rejected",
        ["APPR"] = "approved",
        ["ISSU"] = "issued",
        ["SURR"] = "surrendered",
        ["SUBM"] = "submitted",
        ["VOID"] = "void",
        ["CONF"] = "confirmed",
        ["REQS"] = "requested",
        ["CMPL"] = "completed",
        ["HOLD"] = "on_hold",
        ["RELS"] = "released",
    };

    static readonly string[] ShipmentCodes = [.. ShipmentEvents.Keys];

    readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads an event; null when it was taken or counted, else what it breaks.</summary>
    public DcsaRefusal? Read(JsonElement item, string path, long line)
    {
        var rules = new DcsaRules(item, path);
        if (!item.TryGetProperty("eventType", out _) && !item.TryGetProperty("eventID", out _) && !item.TryGetProperty("eventCreatedDateTime", out _))
            return new DcsaRefusal(path, "is not an event: it has neither eventID nor eventType nor eventCreatedDateTime; an array holds events directly.");
        var id = rules.Required("eventID");
        if (id is not null && !Guid.TryParseExact(id, "D", out _))
            rules.Refuse("eventID", "must be a UUID such as 3cecb101-7a1a-43a4-9d62-e88a131651e2.");
        var kind = rules.OneOf("eventType", ["SHIPMENT", "TRANSPORT", "EQUIPMENT"]);
        var classifier = rules.OneOf("eventClassifierCode", Classifiers);
        var created = rules.Time("eventCreatedDateTime");
        var happened = rules.Time("eventDateTime");
        Times(ref rules, classifier, created, happened);
        if (rules.Refusal is not null)
            return rules.Refusal;

        var actual = classifier == "ACT";
        var fields = new Fields.Builder(20);
        var type = kind switch
        {
            "EQUIPMENT" => Equipment(ref rules, fields, actual, classifier!, line, path),
            "TRANSPORT" => Transport(ref rules, fields, actual, happened!.Value),
            _ => ShipmentOf(ref rules, fields),
        };
        if (rules.Refusal is not null || type is null)
            return rules.Refusal;
        if (!_ids.Add(id!))
            return new DcsaRefusal($"{path}.eventID", $"{id} comes twice in the document; the first was read.");
        if (_ids.Count > MostIds)
            _ids.Clear();
        var data = fields.Build();
        sink.Take(new Observation
        {
            Id = id!,
            Source = context.Source,
            Type = type.Value,
            Time = actual ? happened!.Value : created!.Value,
            Subject = Taxonomy.SubjectOf(type.Value, data),
            Data = data,
        }, line);
        return null;
    }

    /// <summary>What is told as done cannot have been told before it was done; an hour is left for clocks.</summary>
    void Times(ref DcsaRules rules, string? classifier, DateTimeOffset? created, DateTimeOffset? happened)
    {
        if (classifier == "ACT" && created is { } told && happened is { } done && done > told.AddHours(1))
            rules.Refuse("eventCreatedDateTime", "lies before eventDateTime: an actual event (ACT) cannot be told before it happened.");
        if (context.Fallback is { } arrival && created > arrival.AddDays(1))
            rules.Refuse("eventCreatedDateTime", "lies after the arrival of the document.");
    }

    ObservationType? Equipment(ref DcsaRules rules, Fields.Builder fields, bool actual, string classifier, long line, string path)
    {
        var code = rules.OneOf("equipmentEventTypeCode", EquipmentCodes);
        var empty = rules.OneOf("emptyIndicatorCode", ["EMPTY", "LADEN"]);
        var container = ContainerOf(rules.Text("equipmentReference"), line, path);
        var (direct, viaCall) = (rules.Place("eventLocation.UNLocationCode"), rules.Place("transportCall.UNLocationCode"));
        rules.Place("transportCall.location.UNLocationCode");
        var gate = code is "GTIN" or "GTOT";
        if (gate && !actual)
        {
            sink.Count("gate event that is only planned or estimated");
            return null;
        }

        fields.SetIfAny("container", container);
        if (gate)
            fields.Set("direction", code == "GTIN" ? "in" : "out");
        else
            fields.Set("action", Action(code, actual)).Set("status", classifier switch { "ACT" => "actual", "PLN" => "planned", _ => "estimated" }).SetIfAny("unlocode", direct ?? viaCall);
        fields.SetIfAny("terminal", rules.Text("eventLocation.facilityCode") ?? rules.Text("transportCall.facilityCode"))
            .SetIfAny("iso_type", rules.Text("ISOEquipmentCode"))
            .Set("empty", empty == "EMPTY");
        Seals(rules, fields);
        var imo = rules.Imo("transportCall.vessel.vesselIMONumber");
        if (!gate)
        {
            fields.SetIfAny("vessel_name", rules.Text("transportCall.vessel.vesselName")).SetIfAny("voyage", Voyage(ref rules, code == "LOAD"))
                .SetIfAny("callsign", rules.Text("transportCall.vessel.vesselCallSignNumber")).SetIfAny("imo", imo);
        }

        fields.SetIfAny("line", rules.Text("transportCall.vessel.vesselOperatorCarrierCode"))
            .SetIfAny("booking", rules.Listed("documentReferences", "documentReferenceType", ["BKG", "TRD"], "documentReferenceValue"))
            .Set("document", "DCSA equipment event");
        return gate ? Gate : Handled;
    }

    ObservationType? Transport(ref DcsaRules rules, Fields.Builder fields, bool actual, DateTimeOffset happened)
    {
        var code = rules.OneOf("transportEventTypeCode", ["ARRI", "DEPA"]);
        if (!rules.HasObject("transportCall"))
            rules.Refuse("transportCall", "is missing, and required of a TRANSPORT event.");
        rules.Required("transportCall.transportCallID");
        var mode = rules.OneOf("transportCall.modeOfTransport", Modes);
        var place = rules.Place("transportCall.UNLocationCode") ?? rules.Place("transportCall.location.UNLocationCode");
        rules.Place("transportCall.location.UNLocationCode");
        var imo = rules.Imo("transportCall.vessel.vesselIMONumber");
        if (mode is "RAIL" or "TRUCK")
        {
            sink.Count("transport event by rail or road");
            return null;
        }

        var arrival = code == "ARRI";
        fields.Set("event", (arrival, actual) switch { (true, true) => "ata", (true, false) => "eta", (false, true) => "atd", _ => "etd" })
            .SetIfAny("imo", imo)
            .SetIfAny("vessel_name", rules.Text("transportCall.vessel.vesselName"))
            .SetIfAny("voyage", Voyage(ref rules, !arrival))
            .SetIfAny("callsign", rules.Text("transportCall.vessel.vesselCallSignNumber"))
            .SetIfAny("unlocode", place)
            .SetIfAny("terminal", rules.Text("transportCall.facilityCode"));
        if (!actual)
            fields.Set("scheduled", happened.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        fields.Set("document", "DCSA transport event");
        return Call;
    }

    static ObservationType? ShipmentOf(ref DcsaRules rules, Fields.Builder fields)
    {
        var code = rules.OneOf("shipmentEventTypeCode", ShipmentCodes);
        var kind = rules.OneOf("documentTypeCode", DocumentCodes);
        var document = rules.Required("documentID");
        if (rules.Refusal is not null)
            return null;
        fields.Set("event", ShipmentEvents[code!])
            .SetIfAny("booking", kind is "BKG" or "CBR" ? document : rules.Listed("documentReferences", "documentReferenceType", ["BKG"], "documentReferenceValue"))
            .Set("document", $"{kind} {document}")
            .SetIfAny("reason", rules.Text("reason"));
        return Shipment;
    }

    static string Action(string? code, bool actual) => (code, actual) switch
    {
        ("LOAD", true) => "loaded",
        ("DISC", true) => "discharged",
        ("STUF", true) => "stuffed",
        ("STRP", true) => "stripped",
        ("PICK", true) => "picked_up",
        ("DROP", true) => "dropped_off",
        ("INSP", true) => "inspected",
        ("RSEA", true) => "resealed",
        ("RMVD", true) => "removed",
        ("LOAD", false) => "load_expected",
        ("DISC", false) => "discharge_expected",
        _ => "other_expected",
    };

    static string? Voyage(ref DcsaRules rules, bool outbound)
    {
        var (export, import) = (rules.Text("transportCall.exportVoyageNumber"), rules.Text("transportCall.importVoyageNumber"));
        return outbound ? export ?? import : import ?? export;
    }

    static void Seals(in DcsaRules rules, Fields.Builder fields)
    {
        var seals = rules.All("seals", "sealNumber");
        if (seals.Count == 1)
            fields.Set("seal", seals[0]);
        else if (seals.Count > 1)
            fields.Set("seal", FieldValue.OfTexts(seals));
    }

    string? ContainerOf(string? text, long line, string path)
    {
        if (text is null)
            return null;
        var number = ContainerNumber.TryParse(text);
        if (number is { IsValid: true } right)
            return right.Value;
        var shown = text.Length <= 20 ? text : text[..20] + "...";
        sink.Reject(new Complaint(context.Place(line, 0, $"{path}.equipmentReference"), number is { Value: { } value }
            ? string.Create(CultureInfo.InvariantCulture, $"The check digit of container {value} is wrong: {ContainerNumber.CheckDigit(value)} is right; it is kept as written.")
            : $"\"{shown}\" has not the form of a container number (ISO 6346: four letters, seven digits); it is kept as written."), []);
        return number?.Value ?? text;
    }
}
