using QRCoder;

namespace Knooppunt.Node.Reports;

/// <summary>The QR code of a poster.</summary>
static class PosterCode
{
    /// <summary>Where the code leads: the report form, for a place.</summary>
    /// <param name="node">Address of the node.</param>
    /// <param name="place">Id of the place; null without one.</param>
    public static string Address(string node, string? place) => $"{node.TrimEnd('/')}/melden" + (place is null ? "" : "?at=" + Uri.EscapeDataString(place));

    /// <summary>The code as an SVG of black on white; a quarter of it may be dirty or torn (level Q of ISO/IEC 18004).</summary>
    public static string Svg(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.Q);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(new System.Drawing.Size(100, 100), sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
