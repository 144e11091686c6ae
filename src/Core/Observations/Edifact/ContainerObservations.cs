using Knooppunt.Observations.Identifiers;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Edifact;

/// <summary>Turns what a message says of a container into an observation with the fields of its type.</summary>
sealed class ContainerObservations(SourceContext context, IObservationSink sink)
{
    static readonly ObservationType[] Types =
    [
        new(Family.Goods, "container_gate"), new(Family.Information, "release"), new(Family.Information, "prenotification"), new(Family.Goods, "container_handled"),
        new(Family.Information, "load_order"), new(Family.Information, "announcement"), new(Family.Goods, "weighing"),
    ];

    ObservationIds _ids = new(context.StreamId);
    EdifactMessage _message = null!;
    DateTimeOffset? _prepared;
    bool _directionMissed;

    /// <summary>A message begins.</summary>
    public void Begin(EdifactMessage message, DateTimeOffset? prepared) => (_message, _prepared, _directionMissed) = (message, prepared, false);

    /// <summary>One container is complete.</summary>
    public void Emit(ContainerFacts facts)
    {
        if (TimeOf(facts) is not { } time)
        {
            Complain(facts, $"Container {facts.Container ?? "without number"} has no time: neither its group nor the header (DTM) nor UNB gives one; it was left out.");
            return;
        }

        var kind = _message.Kind!.Value;
        var fields = new Fields.Builder(20).SetIfAny("container", facts.Container);
        switch (kind)
        {
            case MessageKind.Codeco:
                Gate(fields, facts);
                break;
            case MessageKind.Coreor:
                Release(fields, facts);
                break;
            case MessageKind.Copino:
                Prenotification(fields, facts);
                break;
            case MessageKind.Coarri:
                Handled(fields, facts);
                break;
            case MessageKind.Coprar:
                LoadOrder(fields, facts);
                break;
            case MessageKind.Coparn:
                Announcement(fields, facts);
                break;
            default:
                Weighing(fields, facts);
                break;
        }

        fields.SetIfAny("document", _message.Document).SetIfAny("message_ref", _message.Reference);
        sink.Take(new Observation
        {
            Id = _ids.Next(facts.BeganOn),
            Source = context.Source,
            Type = Types[(int)kind],
            Time = time,
            Subject = facts.Container is { } container ? new Subject("container", container) : null,
            Data = fields.Build(),
        }, facts.BeganOn);
    }

    /// <summary>When it happened: the container's own time where the message reports a deed, else the time of the message, of the interchange, of arrival.</summary>
    DateTimeOffset? TimeOf(ContainerFacts facts)
    {
        var own = _message.Kind switch
        {
            MessageKind.Codeco or MessageKind.Coarri => facts.Happened ?? _message.Header.Happened,
            MessageKind.Vermas => facts.Weighed ?? _message.Header.Weighed,
            _ => null,
        };
        return own ?? (_message.Times.TryGetValue("137", out var message) ? message : _prepared ?? context.Fallback);
    }

    void Gate(Fields.Builder fields, ContainerFacts facts)
    {
        // SMDG CODECO: 34 gate-in report, 36 gate-out report.
        var direction = _message.Code switch { "34" => "in", "36" => "out", _ => null };
        if (direction is null && !_directionMissed)
        {
            _directionMissed = true;
            Complain(facts, $"BGM code {(_message.Code.Length == 0 ? "is missing" : _message.Code)}: 34 (in) or 36 (out) is right; the direction was left out.");
        }

        var header = _message.Header;
        fields.SetIfAny("direction", direction)
            .SetIfAny("carrier", facts.Carrier ?? header.Carrier)
            .SetIfAny("plate", facts.Plate ?? header.Plate)
            .SetIfAny("terminal", facts.GateTerminal ?? header.GateTerminal);
        Box(fields, facts, true);
        Weights(fields, facts, "gross_kg", "vgm_kg", "tare_kg");
        Seals(fields, facts);
        fields.SetIfAny("booking", BookingOf(facts)).SetIfAny("line", facts.Line ?? header.Line).SetIfAny("destination", facts.DeliveryPort)
            .SetIfAny("consignee", facts.Consignee ?? header.Consignee);
    }

    void Release(Fields.Builder fields, ContainerFacts facts)
    {
        var header = _message.Header;
        // BGM function 1 is a cancellation (code list 1225).
        fields.Set("action", _message.Function == "1" ? "revoked" : "issued")
            .SetIfAny("party", facts.Party ?? header.Party)
            .SetIfAny("to_party", facts.ToParty ?? header.ToParty)
            .SetIfAny("line", facts.Line ?? header.Line)
            .SetIfAny("consignee", facts.Consignee ?? header.Consignee)
            .SetIfAny("terminal", facts.DischargeTerminal ?? header.DischargeTerminal)
            .SetIfAny("booking", BookingOf(facts) ?? facts.ReleaseNumber ?? header.ReleaseNumber);
    }

    void Prenotification(Fields.Builder fields, ContainerFacts facts)
    {
        var header = _message.Header;
        fields.SetIfAny("carrier", facts.Carrier ?? header.Carrier)
            .SetIfAny("plate", facts.Plate ?? header.Plate)
            .SetIfAny("terminal", facts.ReceiptTerminal ?? header.ReceiptTerminal)
            // An export box (8249: 2) is brought, an import box (3) is fetched.
            .SetIfAny("direction", facts.Status switch { "2" => "in", "3" => "out", _ => null });
        Box(fields, facts, false);
        fields.SetIfAny("booking", BookingOf(facts));
        fields.SetIfAny("scheduled", Planned("132") ?? Planned("232") ?? Planned("234"));
    }

    void Handled(Fields.Builder fields, ContainerFacts facts)
    {
        var action = Discharged("44", "98");
        var header = _message.Header;
        fields.Set("action", action ? "discharged" : "loaded")
            .SetIfAny("terminal", action ? header.DischargeTerminal : header.LoadTerminal)
            .SetIfAny("unlocode", action ? header.DischargePort : header.LoadPort);
        Box(fields, facts, true);
        Weights(fields, facts, "gross_kg", null, null);
        Seals(fields, facts);
        Voyage(fields, facts);
        fields.SetIfAny("origin", facts.LoadPort).SetIfAny("booking", BookingOf(facts)).SetIfAny("destination", facts.DeliveryPort ?? facts.DischargePort);
        if (double.IsFinite(facts.SetpointC))
            fields.Set("setpoint_c", facts.SetpointC);
    }

    void LoadOrder(Fields.Builder fields, ContainerFacts facts)
    {
        var discharge = Discharged("43", "119");
        var header = _message.Header;
        fields.Set("action", _message.Function == "1" ? "cancelled" : discharge ? "discharge" : "load")
            .SetIfAny("terminal", discharge ? header.DischargeTerminal : header.LoadTerminal);
        Box(fields, facts, true);
        Weights(fields, facts, "gross_kg", null, null);
        Voyage(fields, facts);
        Seals(fields, facts);
        fields.SetIfAny("origin", facts.LoadPort ?? (discharge ? null : header.LoadPort)).SetIfAny("destination", facts.DeliveryPort ?? facts.DischargePort);
        if (double.IsFinite(facts.SetpointC))
            fields.Set("setpoint_c", facts.SetpointC);
    }

    void Announcement(Fields.Builder fields, ContainerFacts facts)
    {
        fields.Set("action", _message.Function switch { "1" => "cancelled", "4" or "5" => "changed", _ => "announced" })
            .SetIfAny("booking", BookingOf(facts));
        Voyage(fields, facts);
        fields.SetIfAny("terminal", _message.Header.LoadTerminal ?? _message.Header.ReceiptTerminal);
        Box(fields, facts, false);
        Weights(fields, facts, "gross_kg", null, null);
        fields.SetIfAny("origin", facts.LoadPort ?? _message.Header.LoadPort).SetIfAny("destination", facts.DeliveryPort ?? facts.DischargePort);
    }

    void Weighing(Fields.Builder fields, ContainerFacts facts)
    {
        Weights(fields, facts, "gross_kg", "vgm_kg", "tare_kg");
        fields.SetIfAny("method", facts.Method).SetIfAny("booking", BookingOf(facts)).SetIfAny("party", facts.Responsible ?? facts.Party ?? _message.Header.Party);
        if (facts.IsoType is { } type)
            fields.Set("iso_type", type);
        Fullness(fields, facts);
    }

    static void Box(Fields.Builder fields, ContainerFacts facts, bool reefer)
    {
        fields.SetIfAny("iso_type", facts.IsoType);
        Fullness(fields, facts);
        if (reefer && facts.IsoType is { } type && IsoSizeType.TryParse(type) is { } known)
            fields.Set("reefer", known.IsReefer);
    }

    static void Fullness(Fields.Builder fields, ContainerFacts facts)
    {
        // Code list 8169: 4 empty, 5 full (7 and 8: full with several or one shipment).
        if (facts.Fullness is "4" or "5" or "7" or "8")
            fields.Set("empty", facts.Fullness == "4");
    }

    void Voyage(Fields.Builder fields, ContainerFacts facts)
    {
        var header = _message.Header;
        fields.SetIfAny("vessel_name", header.VesselName ?? facts.VesselName).SetIfAny("voyage", header.Voyage ?? facts.Voyage)
            .SetIfAny("callsign", header.CallSign ?? facts.CallSign).SetIfAny("imo", header.Imo ?? facts.Imo).SetIfAny("line", facts.Line ?? header.Line);
    }

    static void Weights(Fields.Builder fields, ContainerFacts facts, string gross, string? verified, string? tare)
    {
        if (double.IsFinite(facts.GrossKg))
            fields.Set(gross, facts.GrossKg);
        // Where a type has no field of its own for it, the verified gross mass is the gross weight.
        if (double.IsFinite(facts.VgmKg))
            fields.Set(verified ?? gross, facts.VgmKg);
        if (tare is not null && double.IsFinite(facts.TareKg))
            fields.Set(tare, facts.TareKg);
    }

    static void Seals(Fields.Builder fields, ContainerFacts facts)
    {
        if (facts.Seals.Count == 1)
            fields.Set("seal", facts.Seals[0]);
        else if (facts.Seals.Count > 1)
            fields.Set("seal", FieldValue.OfTexts(facts.Seals));
    }

    string? BookingOf(ContainerFacts facts) => facts.Booking ?? facts.BillOfLading ?? _message.Header.Booking ?? _message.Header.BillOfLading;

    /// <summary>Discharge or load: by the code of BGM, else by which port of the call the header names (11 is the port of discharge).</summary>
    bool Discharged(string code, string laterCode) => _message.Code == code || _message.Code == laterCode
        || (_message.Code is not ("45" or "46" or "118" or "270") && _message.Header.DischargePort is not null && _message.Header.LoadPort is null);

    string? Planned(string qualifier) =>
        _message.Times.TryGetValue(qualifier, out var time) ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) : null;

    void Complain(ContainerFacts facts, string sentence) =>
        sink.Reject(new Complaint(context.Place(facts.BeganOn, 0, $"EQD of {_message.Type} {_message.Reference}"), sentence), []);
}
