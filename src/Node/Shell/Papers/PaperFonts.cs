using PdfSharp.Fonts;

namespace Knooppunt.Node.Shell.Papers;

/// <summary>The one font of documents: IBM Plex Sans (SIL Open Font License 1.1, which allows a document to hold it), as it came with the browser files. Fonts of the machine are not used: each has others.</summary>
sealed class PaperFonts(string folder) : IFontResolver
{
    /// <summary>Its family.</summary>
    public const string Family = "IBM Plex Sans";

    static readonly Lock Gate = new();

    /// <summary>Sets it for all documents, once: the library keeps one for the whole process.</summary>
    /// <param name="folder">Where the font files lie.</param>
    public static void Use(string folder)
    {
        lock (Gate)
            GlobalFontSettings.FontResolver ??= new PaperFonts(folder);
    }

    public byte[]? GetFont(string faceName) => File.ReadAllBytes(Path.Combine(folder, faceName));

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "IBMPlexSans_600SemiBold.ttf" : "IBMPlexSans_400Regular.ttf");
}
