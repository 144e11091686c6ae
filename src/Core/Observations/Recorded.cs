namespace Knooppunt.Observations;

/// <summary>An observation with its place in a journal.</summary>
/// <param name="Offset">Offset in the journal: 0 or more, growing; holes appear where records were deleted after their term.</param>
/// <param name="Observation">The observation as the journal holds it. Never null.</param>
public readonly record struct Recorded(long Offset, Observation Observation);
