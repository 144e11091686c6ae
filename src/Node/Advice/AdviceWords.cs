using System.Globalization;
using Knooppunt.Advice;
using Claim = Knooppunt.Knowledge.Claim;

namespace Knooppunt.Node.Advice;

/// <summary>The fixed words of an advice in its own language, for the page and for the document.</summary>
sealed class AdviceWords(AdvicePaper paper)
{
    public string Title => Say($"Advies voor {paper.Receiver}", $"Advice for {paper.Receiver}");

    public string Intro => Say(
        $"Smokkelaars gebruiken gewone bedrijven en diensten. Dit advies zegt met welke werkwijzen u te maken kunt krijgen, en wat u er het eerst tegen kunt doen. Wij vragen u binnen {AdviceCourse.AnswerDays} dagen te antwoorden wat u ermee doet.",
        $"Smugglers use ordinary companies and services. This advice says which ways of working may pass you, and what you can do about it first. We ask you to answer within {AdviceCourse.AnswerDays} days what you do with it.");

    public string Draft => Say("Concept: dit is nog niet gegeven.", "Draft: this was not given yet.");

    public string Does => Say("Wat u doet", "What you do");

    public string First => Say("Wat u eerst kunt doen", "What you can do first");

    public string NothingFirst => Say("Tegen elke stap die u raakt en waartegen wij iets kennen, hebt u al iets.", "Against each step that touches you and against which we know something, you have something already.");

    public string Also => Say("Wat daarnaast helpt", "What helps besides");

    public string Standing => Say("Wat u al hebt", "What you have already");

    public string Meets => Say("Waarmee u te maken kunt krijgen", "What you may meet");

    public string Open => Say("Wat wij nog niet weten", "What we do not know yet");

    public string OpenSaid => Say("Bij deze stappen kennen wij niets dat u zelf kunt doen, of hebt u nog niets. Merkt u er iets van, meld het dan: ", "At these steps we know nothing that you can do by yourself, or you have nothing yet. If you notice something of them, report it: ") + string.Join("; ", paper.Open) + ".";

    public string Order => Say("De volgorde zegt waartegen u nog niets hebt, niet hoe sterk iets werkt: dat is hier niet gemeten. Wat als eigen afleiding gemarkeerd is, staat in geen bron.",
        "The order says against what you have nothing yet, not how strongly something works: that was not measured here. What is marked as our inference stands in no source.");

    public string Sources => Say("Bronnen", "Sources");

    CultureInfo Culture => CultureInfo.GetCultureInfo(Say("nl-NL", "en-GB"));

    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    public string TouchesAt(PaperScript script) =>
        Say("Dit raakt u bij", "This touches you at") + ": " + string.Join(", ", script.Steps.Select(step => step.ToLower(Culture))) + ".";

    public string Tag(string tag) => tag switch { Claim.Own => Say("eigen afleiding", "our inference"), Claim.Unchecked => Say("niet nagegaan", "not checked"), _ => tag };

    string Say(string dutch, string english) => paper.English ? english : dutch;
}
