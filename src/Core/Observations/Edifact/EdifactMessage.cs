namespace Knooppunt.Observations.Edifact;

/// <summary>The head of one message, shared by all its containers: what its header segments said before the first container.</summary>
sealed class EdifactMessage
{
    public required string Type { get; init; }

    /// <summary>Type, version and release, for example <c>CODECO D.95B</c>.</summary>
    public required string Document { get; init; }

    public required string Reference { get; init; }

    public required long Line { get; init; }

    /// <summary>What is made of it; null when the message is only counted.</summary>
    public required MessageKind? Kind { get; init; }

    public string Code { get; set; } = "";

    public string Function { get; set; } = "";

    /// <summary>DTM of the header by its qualifier (137, 132, 133, ...).</summary>
    public Dictionary<string, DateTimeOffset> Times { get; } = new(StringComparer.Ordinal);

    /// <summary>What the header says of all containers.</summary>
    public ContainerFacts Header { get; } = new();

    /// <summary>First bytes of a message that is only counted, with a line feed after each segment; null of one that is read.</summary>
    public MessageStart? Start { get; init; }

    public int Segments { get; set; }

    public int Containers { get; set; }

    /// <summary>CNT+16: number of containers declared; null when it is not.</summary>
    public int? DeclaredContainers { get; set; }
}

/// <summary>Keeps the first bytes of a message and counts the rest.</summary>
sealed class MessageStart
{
    readonly byte[] _bytes = new byte[SourceContext.KeptBytes];
    int _kept;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _kept);

    public long Length { get; private set; }

    public void Add(ReadOnlySpan<byte> segment)
    {
        Put(segment);
        Put("\n"u8);
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        var fits = bytes[..Math.Min(bytes.Length, _bytes.Length - _kept)];
        fits.CopyTo(_bytes.AsSpan(_kept));
        _kept += fits.Length;
        Length += bytes.Length;
    }
}

/// <summary>What a header or the group of one container says, as text of the message; null or NaN where it says nothing.</summary>
sealed class ContainerFacts
{
    public string? Container, IsoType, Status, Fullness, Booking, BillOfLading, ReleaseNumber, Line, Carrier, Plate, Consignee, Party, ToParty, Responsible;
    public string? LoadPort, DischargePort, DeliveryPort, GatePort, GateTerminal, LoadTerminal, DischargeTerminal, ReceiptTerminal;
    public string? Voyage, CallSign, Imo, VesselName, Method;
    public double GrossKg, VgmKg, TareKg, SetpointC;
    public DateTimeOffset? Happened, Weighed;
    public readonly List<string> Seals = [];
    public long BeganOn;
    public bool InlandTransport;

    public ContainerFacts() => Clear();

    /// <summary>Forgets everything, so that the next container can use it.</summary>
    public void Clear()
    {
        Container = IsoType = Status = Fullness = Booking = BillOfLading = ReleaseNumber = Line = Carrier = Plate = Consignee = Party = ToParty = Responsible = null;
        LoadPort = DischargePort = DeliveryPort = GatePort = GateTerminal = LoadTerminal = DischargeTerminal = ReceiptTerminal = null;
        Voyage = CallSign = Imo = VesselName = Method = null;
        GrossKg = VgmKg = TareKg = SetpointC = double.NaN;
        Happened = Weighed = null;
        Seals.Clear();
        BeganOn = 0;
        InlandTransport = false;
    }
}

/// <summary>A message that is read to observations.</summary>
enum MessageKind
{
    Codeco,
    Coreor,
    Copino,
    Coarri,
    Coprar,
    Coparn,
    Vermas,
}
