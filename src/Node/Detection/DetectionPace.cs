namespace Knooppunt.Node.Detection;

/// <summary>How often Detection writes down how far it is, counted in records of a journal.</summary>
/// <param name="Checkpoint">After so many without a change the stored offset moves too; what is read again after a crash changes nothing again.</param>
/// <param name="Snapshot">After so many what it remembers is written, so that a start need not read the journal from its beginning.</param>
/// <param name="Parting">When the node stops and so many came since the last time, it is written as well.</param>
sealed record DetectionPace(int Checkpoint = 20_000, int Snapshot = 200_000, int Parting = 5_000);
