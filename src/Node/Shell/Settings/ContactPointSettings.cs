namespace Knooppunt.Node.Shell.Settings;

/// <summary>Where people ask about their own data, for all partners.</summary>
sealed class ContactPointSettings
{
    /// <summary>Short name of the organisation that keeps it; absent: the one that keeps the centre.</summary>
    public string? Organisation { get; set; }

    /// <summary>Address for e-mail.</summary>
    public string? Mail { get; set; }

    /// <summary>Address for letters, in one line.</summary>
    public string? Post { get; set; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; set; }
}
