namespace Knooppunt.Riec;

/// <summary>How far the RIEC is with what was handed to it. The names are stored.</summary>
public enum RiecPhase : byte
{
    /// <summary>It came in; nobody has looked yet.</summary>
    Received,
    /// <summary>It is assessed.</summary>
    Assessed,
    /// <summary>Partners verify and enrich it, each from its own sources, outside this node.</summary>
    Enriched,
    /// <summary>It is a case with an owner.</summary>
    Case,
    /// <summary>The partners carry out the advice, each under its own powers: the RIEC has none.</summary>
    Execution,
    /// <summary>What it did is watched.</summary>
    Monitoring,
    /// <summary>It is done, or was not taken up.</summary>
    Closed,
}

/// <summary>The one word that goes back to who handed it over.</summary>
public enum RiecReceipt : byte
{
    /// <summary>It is there.</summary>
    HandedOver,
    /// <summary>Somebody of the RIEC looked at it.</summary>
    Confirmed,
    /// <summary>It became a case.</summary>
    TakenUp,
    /// <summary>It was closed without a case.</summary>
    NotTakenUp,
}

/// <summary>The course of a RIEC case (Privacyprotocol RIECs-LIEC, April 2020; phases as practised).</summary>
public static class RiecCourse
{
    /// <summary>The phases that can follow: one on, or closed.</summary>
    public static IReadOnlyList<RiecPhase> After(RiecPhase phase) => phase switch
    {
        RiecPhase.Closed => [],
        RiecPhase.Monitoring => [RiecPhase.Closed],
        _ => [phase + 1, RiecPhase.Closed],
    };

    /// <summary>What goes back, and it is all that goes back.</summary>
    /// <param name="phase">How far it is.</param>
    /// <param name="wasCase">Whether it ever became a case.</param>
    public static RiecReceipt ReceiptOf(RiecPhase phase, bool wasCase) =>
        wasCase ? RiecReceipt.TakenUp : phase switch
        {
            RiecPhase.Received => RiecReceipt.HandedOver,
            RiecPhase.Closed => RiecReceipt.NotTakenUp,
            _ => RiecReceipt.Confirmed,
        };
}
