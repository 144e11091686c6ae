using Knooppunt.FollowUp;
using Knooppunt.Signals;

namespace Knooppunt.Node.FollowUp;

/// <summary>That a person must know something. What it is about is read when it is shown, with the rights of that moment.</summary>
sealed class NoticeRow
{
    public long Id { get; set; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required DutyDeed Deed { get; set; }

    /// <summary>Kind of the duty.</summary>
    public required string Kind { get; set; }

    /// <summary>Id of what it is about.</summary>
    public required string Object { get; set; }

    /// <summary>Short name of the organisation that has it now.</summary>
    public required string Owner { get; set; }

    public required int Severity { get; set; }

    public required string Topic { get; set; }

    /// <summary>When the person saw it, UTC microseconds since 1970; null while unread.</summary>
    public long? Read { get; set; }

    /// <summary>When a message about it went out, UTC microseconds since 1970; null when none did.</summary>
    public long? Told { get; set; }
}

/// <summary>How a person wants to be told.</summary>
sealed class NoticeWishRow
{
    public required string Person { get; set; }

    /// <summary>Address of e-mail; empty for none.</summary>
    public string Mail { get; set; } = "";

    public Severity Lowest { get; set; } = Severity.Medium;

    /// <summary>Minutes after midnight, local; null for never.</summary>
    public int? QuietFrom { get; set; }

    public int? QuietTo { get; set; }

    public int CooldownMinutes { get; set; } = 15;

    public int MostPerHour { get; set; } = 6;

    /// <summary>Minutes after midnight, local; null for as it happens.</summary>
    public int? Digest { get; set; }

    /// <summary>What the policy weighs.</summary>
    public NoticeWish Wish => new()
    {
        Lowest = Lowest,
        QuietFrom = Hour(QuietFrom),
        QuietTo = Hour(QuietTo),
        Cooldown = TimeSpan.FromMinutes(CooldownMinutes),
        MostPerHour = MostPerHour,
        Digest = Hour(Digest),
    };

    /// <summary>A local time of a form.</summary>
    public static TimeOnly? Hour(int? minutes) => minutes is { } given ? TimeOnly.MinValue.AddMinutes(given) : null;
}

/// <summary>A message to another system that waits to be delivered.</summary>
sealed class WebhookRow
{
    public long Id { get; set; }

    public required string Organisation { get; set; }

    /// <summary>Id of the event: thirty-two hexadecimal digits.</summary>
    public required string Event { get; set; }

    /// <summary>The CloudEvent as JSON.</summary>
    public required string Body { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>When it is tried next, UTC microseconds since 1970.</summary>
    public required long Next { get; set; }

    public int Tries { get; set; }
}
