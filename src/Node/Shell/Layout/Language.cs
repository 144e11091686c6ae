using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>The language of this request: Dutch first, English by choice. A text stands in the page in both, side by side, so that neither is forgotten.</summary>
sealed class Language(IHttpContextAccessor http)
{
    public const string Cookie = "language";

    /// <summary>Whether the person chose English.</summary>
    public bool English => http.HttpContext?.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.TwoLetterISOLanguageName == "en";

    /// <summary>Two letters for the html element.</summary>
    public string Code => English ? "en" : "nl";

    /// <summary>For dates and numbers.</summary>
    public CultureInfo Culture => CultureInfo.GetCultureInfo(English ? "en-GB" : "nl-NL");

    /// <summary>The text in the language of the request.</summary>
    public string this[string dutch, string english] => English ? english : dutch;
}
