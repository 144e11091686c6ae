using Knooppunt.Chance;

namespace Knooppunt.Simulation;

/// <summary>The ordinary mistakes of a port. None of them is a crime, and none may look like one.</summary>
static class Mistakes
{
    // Pairs that cameras confuse.
    const string Seen = "0O8B1I5S2Z6G";

    /// <summary>Part of camera readings that are wrong in one character.</summary>
    public const double Misreads = .03;

    /// <summary>Part of messages that are handed over twice.</summary>
    public const double Duplicates = .004;

    /// <summary>The longest delay between what happened and its handing over.</summary>
    public static TimeSpan LongestDelay { get; } = TimeSpan.FromMinutes(25);

    /// <summary>Most sources hand over within seconds, one in a hundred records waits for minutes.</summary>
    public static TimeSpan Lateness(Luck luck) => TimeSpan.FromSeconds(Math.Floor(luck.Chance(.01) ? luck.Between(120, LongestDelay.TotalSeconds) : luck.Between(0, 4)));

    /// <summary>How far a device's clock is off, the same all day: up to three seconds.</summary>
    public static TimeSpan Skew(Luck luck) => TimeSpan.FromSeconds(luck.Below(7) - 3);

    /// <summary>What a camera makes of a plate or container number: now and then one confusable character is another.</summary>
    public static string Read(Luck luck, string key, out bool misread)
    {
        misread = luck.Chance(Misreads);
        if (!misread)
            return key;
        var start = luck.Below(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            var at = (start + i) % key.Length;
            var found = Seen.IndexOf(key[at], StringComparison.Ordinal);
            if (found >= 0)
                return string.Concat(key.AsSpan(0, at), Seen.AsSpan(found ^ 1, 1), key.AsSpan(at + 1));
        }

        misread = false;
        return key;
    }
}
