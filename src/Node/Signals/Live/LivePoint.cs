using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Signals.Live;

/// <summary>A point on the map: the last position of one thing, as far as one visibility label goes.</summary>
/// <param name="Id">Opaque, stable while the node runs.</param>
/// <param name="Thing">What it is, for the node alone: the same thing may stand in an organisation's journal and, released, in the partnership's.</param>
/// <param name="Lat">Degrees.</param>
/// <param name="Lon">Degrees.</param>
/// <param name="Kind">Name of the observation type.</param>
/// <param name="Course">Degrees; null when not known.</param>
/// <param name="Name">What the panel says; empty when it has no name.</param>
/// <param name="Label">Visibility label.</param>
/// <param name="Released">Whether it is the copy in the partnership's journal.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Version">Rises with every change.</param>
sealed record LivePoint(string Id, string Thing, double Lat, double Lon, string Kind, double? Course, Word Name, int Label, bool Released, DateTimeOffset At, long Version);
