namespace Knooppunt.Node.Commands;

/// <summary>Where the files lie that come with the program: beside it when published, in the checkout when built there.</summary>
static class ShippedFiles
{
    static readonly string Beside = AppContext.BaseDirectory;

    /// <summary>The repository's root when the program runs from a checkout's artifacts; else the program's own folder.</summary>
    public static string Root { get; } = FindCheckout() ?? Beside;

    /// <summary>Content root of the web application.</summary>
    public static string ContentRoot => Directory.Exists(Path.Combine(Root, "src", "Node")) ? Path.Combine(Root, "src", "Node") : Beside;

    /// <summary>Web root of the web application.</summary>
    public static string WebRoot => Path.Combine(ContentRoot, "wwwroot");

    /// <summary>Shipped patterns.</summary>
    public static string Patterns => Path.Combine(Root, "patterns");

    /// <summary>Shipped crime scripts.</summary>
    public static string Scripts => Path.Combine(Root, "scripts");

    /// <summary>Shipped places.</summary>
    public static string Places => Path.Combine(Root, "places");

    /// <summary>The shipped places of a node; null when it is none of those.</summary>
    public static string? PlacesOf(string node) => Path.Combine(Places, node + ".geojson") is var file && File.Exists(file) ? file : null;

    /// <summary>Shipped lists of keys.</summary>
    public static string Lists => Path.Combine(Root, "lists");

    static string? FindCheckout()
    {
        for (var folder = new DirectoryInfo(Beside); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Knooppunt.slnx")))
                return folder.FullName;
        }

        return null;
    }
}
