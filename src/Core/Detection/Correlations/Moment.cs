namespace Knooppunt.Detection;

/// <summary>When an event was, in UTC ticks, and its offset.</summary>
readonly record struct Moment(long Time, long Offset);
