namespace Knooppunt.Observations.Edifact;

sealed partial class ContainerSegments
{
    const double KilogramsPerPound = 0.45359237;

    void Fact(in EdifactSegment segment, ContainerFacts facts)
    {
        switch (segment.Tag)
        {
            case Tags.Rff:
                Reference(segment, facts);
                break;
            case Tags.Dtm:
                Time(segment, facts);
                break;
            case Tags.Loc:
                Location(segment, facts);
                break;
            case Tags.Mea:
                Measure(segment, facts);
                break;
            case Tags.Nad:
                Party(segment, facts);
                break;
            case Tags.Tdt:
                Transport(segment, facts);
                break;
            case Tags.Sel:
                // A container carries a handful of seals; a hostile message could name thousands.
                if (Any(segment, 1) is { } seal && facts.Seals.Count < 16)
                    facts.Seals.Add(seal);
                break;
            case Tags.Tmp:
                if (segment.Number(2, 0) is { } degrees)
                    facts.SetpointC = segment.Component(2, 1).SequenceEqual("FAH"u8) ? Math.Round((degrees - 32) / 1.8, 2) : degrees;
                break;
            case Tags.Doc:
                // The verified gross mass by method 1 (weighed whole) or 2 (calculated), SOLAS VI/2.
                if (segment.Component(1, 0) is [(byte)'S', (byte)'M', (byte)'1' or (byte)'2'])
                    facts.Method = segment.Component(1, 0)[2] == '1' ? "method-1" : "method-2";
                break;
        }
    }

    void Reference(in EdifactSegment segment, ContainerFacts facts)
    {
        var qualifier = segment.Component(1, 0);
        if (qualifier.SequenceEqual("BN"u8))
            facts.Booking = Any(segment, 1, 1);
        else if (qualifier.SequenceEqual("BM"u8))
            facts.BillOfLading = Any(segment, 1, 1);
        else if (qualifier.SequenceEqual("RE"u8))
            facts.ReleaseNumber = Any(segment, 1, 1);
    }

    void Time(in EdifactSegment segment, ContainerFacts facts)
    {
        var qualifier = strings.Of(Short(segment.Component(1, 0)));
        if (qualifier is not ("7" or "203" or "137" or "132" or "133" or "232" or "234" or "798" or "WAT"))
            return;
        if (EdifactTime.Read(segment.Value(1, 1), segment.Component(1, 2), context) is not { } time)
        {
            complain(segment, $"The time \"{strings.Of(Short(segment.Element(1)))}\" cannot be, or its format is not one of 101, 102, 201 to 205, 301, 303, 304; it was left out.");
            return;
        }

        if (facts == _message.Header)
            _message.Times[qualifier] = time;
        // What was done: the execution (203) says it more exactly than the effective date (7).
        if (qualifier is "203" || (qualifier is "7" && facts.Happened is null))
            facts.Happened = time;
        if (qualifier is "WAT" or "798")
            facts.Weighed = time;
    }

    void Location(in EdifactSegment segment, ContainerFacts facts)
    {
        var qualifier = segment.Component(1, 0);
        if (qualifier.SequenceEqual("9"u8))
            (facts.LoadPort, facts.LoadTerminal) = (Any(segment, 2), Any(segment, 3));
        else if (qualifier.SequenceEqual("11"u8))
            (facts.DischargePort, facts.DischargeTerminal) = (Any(segment, 2), Any(segment, 3));
        else if (qualifier.SequenceEqual("7"u8) || (qualifier.SequenceEqual("8"u8) && facts.DeliveryPort is null))
            facts.DeliveryPort = Any(segment, 2);
        else if (qualifier.SequenceEqual("165"u8))
            (facts.GatePort, facts.GateTerminal) = (Any(segment, 2), Any(segment, 3) ?? Any(segment, 2, 3));
        else if (qualifier.SequenceEqual("88"u8))
            facts.ReceiptTerminal = Any(segment, 3);
    }

    static void Measure(in EdifactSegment segment, ContainerFacts facts)
    {
        if (segment.Number(3, 1) is not ({ } value and >= 0 and < 1e7))
            return;
        var unit = segment.Component(3, 0);
        var kilograms = unit.SequenceEqual("KGM"u8) ? value : unit.SequenceEqual("TNE"u8) ? value * 1000 : unit.SequenceEqual("LBR"u8) ? Math.Round(value * KilogramsPerPound, 3) : double.NaN;
        if (double.IsNaN(kilograms))
            return;
        var dimension = segment.Component(2, 0);
        if (dimension.SequenceEqual("VGM"u8))
            facts.VgmKg = kilograms;
        else if (dimension.SequenceEqual("T"u8))
            facts.TareKg = kilograms;
        else if (dimension.SequenceEqual("G"u8) || dimension.SequenceEqual("AET"u8) || dimension.SequenceEqual("EGW"u8) || dimension.SequenceEqual("WT"u8))
            facts.GrossKg = kilograms;
    }

    void Party(in EdifactSegment segment, ContainerFacts facts)
    {
        var qualifier = segment.Component(1, 0);
        if (qualifier is not [_, _, ..])
            return;
        var name = Any(segment, 2) ?? Any(segment, 4) ?? Any(segment, 3);
        switch ((qualifier[0] << 8) | qualifier[1])
        {
            case ('C' << 8) | 'F':
                facts.Line = name;
                break;
            case ('C' << 8) | 'A' when _message.Kind == MessageKind.Copino:
                facts.Carrier = name;
                break;
            case ('C' << 8) | 'A':
                facts.Line ??= name;
                break;
            case ('C' << 8) | 'N':
                facts.Consignee = name;
                break;
            case ('M' << 8) | 'S':
                facts.Party = name;
                break;
            case ('F' << 8) | 'W':
                facts.ToParty = name;
                break;
            case ('S' << 8) | 'P':
                facts.Responsible = name;
                break;
        }
    }

    void Transport(in EdifactSegment segment, ContainerFacts facts)
    {
        _lastTransport = strings.Of(Short(segment.Component(1, 0)));
        if (_lastTransport == "20")
        {
            facts.Voyage = Any(segment, 2);
            facts.Line ??= Any(segment, 5);
            Vessel(segment, facts);
        }
        else if (_lastTransport == "1")
        {
            facts.InlandTransport = true;
            facts.Carrier ??= Any(segment, 5) ?? Any(segment, 5, 3);
            // Mode 3 is road, means 31 a truck; then the means of transport is named by its plate. The driver's name (8.3) is never read.
            if ((segment.Component(3, 0).SequenceEqual("3"u8) || segment.Component(4, 0).SequenceEqual("31"u8)) && Any(segment, 8) is { } plate)
                facts.Plate = Identifiers.LicencePlate.TryParse(plate)?.Value ?? plate;
        }
    }

    void Vessel(in EdifactSegment segment, ContainerFacts facts)
    {
        facts.VesselName = Any(segment, 8, 3);
        var id = Any(segment, 8);
        if (id is null)
            return;
        // Code lists: 103 is the call sign, 146 and 11 the IMO number; senders mix them, so the form of the number decides.
        if (Identifiers.ImoNumber.TryParse(id) is { IsValid: true } imo)
            facts.Imo = imo.ToString();
        else if (segment.Component(8, 1).SequenceEqual("103"u8) || segment.Component(8, 1).SequenceEqual("146"u8))
            facts.CallSign = id;
    }

    static ReadOnlySpan<byte> Short(ReadOnlySpan<byte> bytes) => bytes.Length <= 40 ? bytes : bytes[..40];
}
