using Knooppunt.Barriers;
using Knooppunt.Effect;
using Knooppunt.Effect.TimeSeries;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Barriers;

/// <summary>Methods, what they ask, when they may not be used: as a screen says it.</summary>
static class MethodWords
{
    /// <summary>A method over its tab.</summary>
    public static Word Of(EffectMethod method) => method switch
    {
        EffectMethod.Difference => ("Plaats tegen plaats", "Place against place"),
        EffectMethod.Series => ("Eigen verloop", "Own course"),
        EffectMethod.Places => ("Alle plaatsen", "All places"),
        EffectMethod.Synthetic => ("Samengestelde plaats", "Composed place"),
        EffectMethod.Level => ("Verwacht niveau", "Expected level"),
        EffectMethod.NearRepeat => ("Komt het terug in de buurt?", "Does it repeat nearby?"),
        EffectMethod.Breaks => ("Wanneer veranderde het?", "When did it change?"),
        _ => ("In de gaten houden", "Watching"),
    };

    /// <summary>What a method asks, in a sentence.</summary>
    public static Word Asks(EffectMethod method) => method switch
    {
        EffectMethod.Series => ("Ging het op deze plaats, na trend en seizoen, ineens omlaag of omhoog toen de barrière begon?", "Beside trend and season, did it step down or up at this place when the barrier began?"),
        EffectMethod.Places => ("Veranderde het hier anders dan op de andere plaatsen? Elke andere plaats speelt om de beurt de plaats met de barrière.", "Did it change here otherwise than at the other places? Each other place plays the place with the barrier in turn."),
        EffectMethod.Synthetic => ("Wat had deze plaats gedaan zonder barrière? Een mengsel van andere plaatsen dat ervoor gelijk opging zegt het.", "What would this place have done without the barrier? A mixture of other places that went along with it before says so."),
        EffectMethod.Level => ("Waar had een niveau dat langzaam wandelt, samen met de andere plaatsen, deze plaats gebracht?", "Where would a level that wanders slowly, together with the other places, have brought this place?"),
        EffectMethod.NearRepeat => ("Komt na een gebeurtenis vaker dan toevallig een volgende, dichtbij en snel? Voor en na het begin van de barrière.", "After one event, does another follow near it and soon, more often than by chance? Before and after the barrier began."),
        EffectMethod.Breaks => ("Veranderde het niveau hier uit zichzelf, en wanneer? Deze methode weet niet wanneer de barrière begon: een verandering die er ver van ligt spreekt tegen de barrière.", "Did the level change here by itself, and when? This method does not know when the barrier began: a change far from it speaks against the barrier."),
        EffectMethod.Watch => ("Komt het sinds de barrière terug, hier of op een andere plaats?", "Since the barrier, does it come back, here or at another place?"),
        _ => ("Daalde het hier meer dan op een plaats die erop lijkt?", "Did it fall more here than at a place that is like it?"),
    };

    /// <summary>What a method asks as it was chosen.</summary>
    public static Word Asks(MethodQuestion question) => IsPooled(question)
        ? ("Veranderde het op alle plaatsen met deze barrière samen anders dan op de plaatsen zonder?", "Did it change at all places with this barrier together otherwise than at the places without?")
        : Asks(question.Method);

    /// <summary>When a method may not be used, as it was chosen.</summary>
    public static Word NotWhen(MethodQuestion question) => IsPooled(question)
        ? ("Niet met minder dan vijf plaatsen met deze barrière of vijf zonder. Niet als een plaats zonder iets als deze barrière kreeg, of als het daarheen ging: laat buren dan weg. Niet als plaatsen samen op en neer gaan om iets dat niet overal speelt.", "Not with fewer than five places with this barrier or five without. Not when a place without got something like this barrier, or when it moved there: then leave neighbours out. Not when places go up and down together by something that does not hold everywhere.")
        : NotWhen(question.Method);

    /// <summary>How a method computes as it was chosen, with its source.</summary>
    public static Word How(MethodQuestion question) => IsPooled(question)
        ? ("Verschil in verschillen van aantallen (Poisson): (na/voor) op de plaatsen met de barrière samen / (na/voor) op die zonder. De fouten zijn geclusterd per plaats (Liang en Zeger 1986). De tweede regel vergelijkt de twee helften van de tijd ervoor: daar begon niets, dus hoort 1 erin te liggen.", "Difference in differences of counts (Poisson): (after/before) at the places with the barrier together / (after/before) at those without. The errors are clustered by place (Liang and Zeger 1986). The second line compares the two halves of the time before: nothing began there, so 1 should lie in it.")
        : question is { Method: EffectMethod.Series, Slope: true } && How(question.Method) is var usual
            ? new($"{usual.Dutch} Met een andere helling komt er één term bij: de weken sinds het begin. Wat er in de laatste week van over is zijn de stap en die term samen, met hun gezamenlijke spreiding.", $"{usual.English} With another slope one term is added: the weeks since the start. What is left in the last week is the step and that term together, with their joint spread.")
        : How(question.Method);

    static bool IsPooled(MethodQuestion question) => question is { Method: EffectMethod.Places, Spread: PlacesErrors.Clustered };

    /// <summary>When a method may not be used.</summary>
    public static Word NotWhen(EffectMethod method) => method switch
    {
        EffectMethod.Series => ("Niet met minder dan drie weken ervoor of twee erna (en liever acht), als de barrière langzaam kwam, als er tegelijk iets anders begon, of als hij na een piek kwam.", "Not with fewer than three weeks before or two after (and rather eight), when the barrier came slowly, when something else began at the same time, or when it came after a peak."),
        EffectMethod.Places => ($"Niet met minder dan {PlacesMethod.FewestPlaces} andere plaatsen: dan kan geen uitkomst zeldzaam genoeg zijn. Niet als een andere plaats iets als deze barrière kreeg, of als het daarheen ging: laat buren dan weg.", $"Not with fewer than {PlacesMethod.FewestPlaces} other places: then no outcome can be rare enough. Not when another place got something like this barrier, or when it moved there: then leave neighbours out."),
        EffectMethod.Synthetic => ("Niet met minder dan 19 andere plaatsen of drie perioden van vier weken ervoor, niet bij kleine aantallen, en niet als het mengsel er vooraf al ver naast zit.", "Not with fewer than 19 other places or three periods of four weeks before, not with small counts, and not when the mixture is far off already before."),
        EffectMethod.Level => ($"Niet als er gemiddeld minder dan {LevelMethod.FewestCounts} in vier weken zijn geteld, niet met minder dan vijf perioden ervoor, en niet als de andere plaatsen zelf door de barrière veranderden.", $"Not when on average fewer than {LevelMethod.FewestCounts} were counted in four weeks, not with fewer than five periods before, and not when the other places themselves changed by the barrier."),
        EffectMethod.NearRepeat => ("Niet met minder dan vier gebeurtenissen of met een enkele plaats, en niet als er halverwege een terrein openging of sloot. Een gebeurtenis telt in het midden van haar plaats en in haar week.", "Not with fewer than four events or a single place, and not when a site opened or closed half-way. An event counts in the middle of its place and in its week."),
        EffectMethod.Breaks => ($"Niet als er hier of op de andere plaatsen samen gemiddeld minder dan {LevelMethod.FewestCounts} in vier weken zijn geteld of met minder dan veertig weken, niet als een periode op de vorige lijkt, en niet als de andere plaatsen zelf door de barrière veranderden. Een verandering in de eerste of laatste 15% van de weken ziet zij niet.", $"Not when on average fewer than {LevelMethod.FewestCounts} were counted in four weeks here or at the other places together, or with fewer than forty weeks, not when a period resembles the one before, and not when the other places themselves changed by the barrier. A change in the first or last 15 % of the weeks it does not see."),
        EffectMethod.Watch => ("Niet om te zeggen dat de barrière werkt: dit ziet alleen stijgingen. De Farrington-grens vraagt drie jaar. Gebeurtenissen die elkaar meebrengen geven meer vals alarm dan beloofd.", "Not to say that the barrier works: this sees rises alone. Farrington's bound asks for three years. Events that bring each other give more false alarms than promised."),
        _ => ("Niet met minder dan vijf tellingen ergens voor, en niet als de plaats gekozen is om haar piek.", "Not with fewer than five counts anywhere before, and not when the place was chosen for its peak."),
    };

    /// <summary>How a method computes, with its source.</summary>
    public static Word How(EffectMethod method) => method switch
    {
        EffectMethod.Series => ("Onderbroken tijdreeks (Lopez Bernal, Cummins en Gasparrini 2017): log-lineaire regressie van weekcijfers op trend, twee golven per jaar en een stap. De week waarin de barrière begon telt als ervoor. Met minder dan twee jaar worden er geen seizoenen uitgehaald.", "Interrupted time series (Lopez Bernal, Cummins and Gasparrini 2017): log-linear regression of weekly counts on trend, two waves a year and a step. The week in which the barrier began counts as before. With fewer than two years no seasons are taken out."),
        EffectMethod.Places => ("Verschil in verschillen van aantallen: (na/voor hier) / (na/voor elders), bij elke som een half opgeteld. Het interval zijn de factoren die de plaatsvervangers niet uitsluiten; de kans is de rang. De tweede regel vergelijkt de twee helften van de tijd ervoor: daar begon niets, dus hoort 1 erin te liggen.", "Difference in differences of counts: (after/before here) / (after/before elsewhere), with half a count added to each sum. The interval holds the factors that the stand-ins do not exclude; the chance is the rank. The second line compares the two halves of the time before: nothing began there, so 1 should lie in it."),
        EffectMethod.Synthetic => ("Synthetische difference-in-differences (Arkhangelsky e.a. 2021), synthetische controle (Abadie, Diamond en Hainmueller 2010) en het gewone verschil, over perioden van vier weken. De spreiding komt van de andere plaatsen, elk om de beurt behandeld. De band in de tekening is die van het gemiddelde verschil.", "Synthetic difference in differences (Arkhangelsky and others 2021), synthetic control (Abadie, Diamond and Hainmueller 2010) and the plain difference, over periods of four weeks. The spread comes from the other places, each treated in turn. The band in the drawing is that of the mean difference."),
        EffectMethod.Level => ("Lokaal niveau met regressie op het gemiddelde van de andere plaatsen, door het Kalmanfilter (Durbin en Koopman 2012; Brodersen e.a. 2015), over perioden van vier weken. De verhouding van de varianties geldt als bekend: de band is iets te smal.", "Local level with regression on the mean of the other places, by the Kalman filter (Durbin and Koopman 2012; Brodersen and others 2015), over periods of four weeks. The ratio of the variances is taken as known: the band is a little narrow."),
        EffectMethod.Breaks => ("Over perioden van vier weken, van de logaritme van het aantal hier tegen dat van de andere plaatsen samen. Of het veranderde: sommen van resten (Ploberger en Krämer 1992); alleen die toets zegt \"aangetoond\". Wanneer: de stukken die het minst onverklaard laten, elk ten minste 15% van de weken (Bai en Perron 1998, 2003), met het interval van Bai (1997).", "Over periods of four weeks, of the logarithm of the count here against that of the other places together. Whether it changed: sums of residuals (Ploberger and Krämer 1992); that test alone says \"shown\". When: the stretches that leave least unexplained, each at least 15% of the weeks (Bai and Perron 1998, 2003), with the interval of Bai (1997)."),
        EffectMethod.NearRepeat => ("Knox (1964) over banden, met 499 keer opnieuw verdeelde tijden; de kansen zijn samen aangepast volgens Benjamini en Hochberg. Van meer dan 500 gebeurtenissen tellen die het dichtst bij het begin.", "Knox (1964) over bands, with times dealt out anew 499 times; chances are adjusted together by Benjamini and Hochberg. Of more than 500 events those nearest the start count."),
        EffectMethod.Watch => ("Farrington flexibel (Noufaily e.a. 2013, 1% per week; op andere plaatsen de laatste 26 weken), EARS C1 tot C3 (Hutwagner e.a. 2003), Poisson-CUSUM op een stijging met de helft (Lucas 1985, gemiddeld 208 weken tot een vals alarm), een e-proces (Ramdas e.a. 2023) en een e-detector voor wie blijft kijken (Shin, Ramdas en Rinaldo 2023, gemiddeld ten minste 208 weken tot een vals alarm). Gewoon is de bovenkant van wat het er de twee jaar ervoor was, bewogen met de andere plaatsen; het e-proces en de e-detector vergelijken elke week met de andere plaatsen en laten een stijging tot 10% buiten beschouwing.", "Farrington, flexible (Noufaily and others 2013, 1% a week; at other places the last 26 weeks), EARS C1 to C3 (Hutwagner and others 2003), Poisson CUSUM for a rise by half (Lucas 1985, 208 weeks to a false alarm on average), an e-process (Ramdas and others 2023), and an e-detector for who goes on looking (Shin, Ramdas and Rinaldo 2023, 208 weeks to a false alarm on average at least). Usual is the upper end of what it was in the two years before, moved along with the other places; the e-process and the e-detector compare each week with the other places and leave a rise up to 10% out."),
        _ => default,
    };

    /// <summary>How counts vary.</summary>
    public static Word Of(CountFamily family) => family switch
    {
        CountFamily.Poisson => ("alleen toeval (Poisson)", "chance alone (Poisson)"),
        CountFamily.QuasiPoisson => ("meer dan toeval (quasi-Poisson)", "more than chance (quasi-Poisson)"),
        _ => ("in vlagen (negatief binomiaal)", "in bursts (negative binomial)"),
    };

    /// <summary>How uncertain a step is taken to be.</summary>
    public static Word Of(SeriesErrors errors) => errors switch
    {
        SeriesErrors.NeweyWest => ("weken lijken op elkaar (Newey-West, 4)", "weeks resemble each other (Newey-West, 4)"),
        SeriesErrors.Robust => ("spreiding onbekend (HC3)", "spread unknown (HC3)"),
        _ => ("zoals het model zegt", "as the model says"),
    };

    /// <summary>How uncertain the factor of places is taken to be.</summary>
    public static Word Of(PlacesErrors errors) => errors switch
    {
        PlacesErrors.Clustered => ("alle plaatsen met deze barrière samen (geclusterd per plaats)", "all places with this barrier together (clustered by place)"),
        _ => ("deze plaats; elke andere speelt om de beurt (placebo)", "this place; each other plays it in turn (placebo)"),
    };

    /// <summary>A figure before its number.</summary>
    public static Word Of(FindingKind kind) => kind switch
    {
        FindingKind.Step => ("stap bij het begin (factor)", "step at the start (factor)"),
        FindingKind.Effort => ("bij tweemaal zoveel inzet (factor)", "with twice the effort (factor)"),
        FindingKind.AtEnd => ("in de laatste getelde week (factor)", "in the last counted week (factor)"),
        FindingKind.Slope => ("helling: elke vier weken erbij (factor)", "slope: each four weeks more (factor)"),
        FindingKind.Ratio => ("hier tegen elders (factor)", "here against elsewhere (factor)"),
        FindingKind.RatioBefore => ("controle: ervoor, tweede helft tegen eerste (factor)", "check: before, second half against first (factor)"),
        FindingKind.SyntheticDifference => ("synthetische difference-in-differences (per week)", "synthetic difference in differences (per week)"),
        FindingKind.SyntheticControl => ("synthetische controle (per week)", "synthetic control (per week)"),
        FindingKind.PlainDifference => ("gewoon verschil in verschillen (per week)", "plain difference in differences (per week)"),
        _ => ("geteld min verwacht (per week)", "counted less expected (per week)"),
    };

    /// <summary>What a reader must know beside the figures.</summary>
    public static Word Of(EffectWarning warning) => warning switch
    {
        EffectWarning.Overdispersed => ("De aantallen schommelen meer dan toeval alleen: dit interval is te smal. Kies quasi-Poisson of negatief binomiaal.", "Counts vary more than chance alone: this interval is too narrow. Choose quasi-Poisson or negative binomial."),
        EffectWarning.Lingers => ("Een week lijkt op de vorige: dit interval is te smal. Kies Newey-West.", "A week resembles the one before: this interval is too narrow. Choose Newey-West."),
        EffectWarning.NotParallel => ("Al voor de barrière ging deze plaats haar eigen weg: dan zegt deze vergelijking weinig.", "Already before the barrier this place went its own way: then this comparison says little."),
        EffectWarning.Misfit => ("Het mengsel zit er voor het begin al evenveel naast als het effect groot is: dan zegt deze vergelijking weinig.", "Before the start the mixture is already off by as much as the effect: then this comparison says little."),
        EffectWarning.NoSeasons => ("Er zijn minder dan twee jaar: een seizoen kan voor een effect worden aangezien.", "There are fewer than two years: a season may be taken for an effect."),
        EffectWarning.FewClusters => ("Aan een van beide kanten staan minder dan tien plaatsen: het interval kan dan iets te smal zijn.", "On one of both sides are fewer than ten places: the interval may then be a little too narrow."),
        _ => ("Er is geen andere plaats bij: wat overal gebeurde telt hier als van de barrière.", "No other place is among it: what happened everywhere counts as the barrier's here."),
    };

    /// <summary>Why a method may not be used here.</summary>
    public static Word Of(Obstacle obstacle) => obstacle switch
    {
        Obstacle.NothingCounted => ("Er is te weinig geteld: op een deel staat niets.", "Too little was counted: a part of it is nothing."),
        Obstacle.TooFew => ("Er zijn te weinig weken of plaatsen.", "There are too few weeks or places."),
        Obstacle.EmptyGroup => ("Er is niets om mee te vergelijken.", "There is nothing to compare with."),
        Obstacle.Separated => ("Een deel staat overal op nul: een effect zonder einde past dan het best, en dat is geen uitkomst.", "A part is zero throughout: an effect without end then fits best, and that is no outcome."),
        Obstacle.NotIdentified => ("Twee verklaringen gaan altijd samen op: geen cijfer kan ze uit elkaar houden.", "Two explanations always go together: no figure can tell them apart."),
        Obstacle.NotConverged => ("De berekening kwam niet tot rust.", "The computation did not settle."),
        Obstacle.ConditionNotMet => ("De aantallen voldoen niet aan wat deze methode vraagt.", "The counts do not meet what this method asks."),
        _ => ("De vraag is groter dan deze methode precies beantwoordt.", "The question is larger than this method answers exactly."),
    };

    /// <summary>A way to watch.</summary>
    public static Word Of(WatchKind kind) => kind switch
    {
        WatchKind.Farrington => ("Farrington", "Farrington"),
        WatchKind.C1 => ("EARS C1", "EARS C1"),
        WatchKind.C2 => ("EARS C2", "EARS C2"),
        WatchKind.C3 => ("EARS C3", "EARS C3"),
        WatchKind.Cusum => ("CUSUM", "CUSUM"),
        WatchKind.Evidence => ("e-proces", "e-process"),
        _ => ("e-detector", "e-detector"),
    };

    /// <summary>In what the figures of a drawing are.</summary>
    public static Word Unit(EffectChart chart) => chart.Weeks == 1 ? ("aantal per week", "count per week") : new($"aantal per {chart.Weeks} weken", $"count per {chart.Weeks} weeks");

    /// <summary>What was counted; what the node counts itself in the language of the page.</summary>
    public static string What(string what, Language language) => IsOwn(what) ? OwnCounts.NameOf(what).In(language) : KnownEffort.NameOf(what) is { } effort ? effort.In(language) : Word.OfKept(what).In(language);

    /// <summary>What a reader of the counts must know; empty when it was counted elsewhere.</summary>
    public static string Note(string what, Language language) => IsOwn(what) ? OwnCounts.NoteOf(what).In(language) : "";

    /// <summary>How effort was taken into account; empty when nobody asked.</summary>
    public static string Effort(MethodWeeks weeks, Language language) => weeks.Effort.Length == 0 ? ""
        : weeks.Looked is null
            ? language[$"Inzet ({What(weeks.Effort, language)}) is hier niet in al deze weken geteld: er is zonder gerekend.", $"Effort ({What(weeks.Effort, language)}) was not counted here in all of these weeks: it was left out."]
            : weeks.Effort == KnownEffort.Notice ? language["Met meldtijd: hoelang een controle vooraf bekend was. Wie langer van tevoren waarschuwt vindt minder; zo telt een week met een kortere meldtijd niet als meer smokkel. Niet doen als de meldtijd zelf de barrière is.", "With notice time: how long an inspection was known beforehand. Who warns longer before finds less; so a week with a shorter notice does not count as more smuggling. Do not do this when the notice time is the barrier itself."]
            : language[$"Met inzet: {What(weeks.Effort, language)}. Zo telt een week waarin meer gekeken is niet als meer smokkel. Niet doen als de inzet zelf door de barrière veranderde.", $"With effort: {What(weeks.Effort, language)}. So a week in which somebody looked more does not count as more smuggling. Do not do this when the effort itself changed by the barrier."];

    /// <summary>What was chosen of a method, in a sentence; empty for a method of which nothing can be.</summary>
    public static string Chosen(MethodQuestion question, Language t) => question.Method switch
    {
        EffectMethod.Series => t[$"Gekozen: {Of(question.Family).Dutch}; {Of(question.Errors).Dutch}; {(question.Slope ? "een stap en een andere helling" : "alleen een stap")}.", $"Chosen: {Of(question.Family).English}; {Of(question.Errors).English}; {(question.Slope ? "a step and another slope" : "a step alone")}."] + Usual(question, t),
        EffectMethod.Places => t[$"Gekozen: {Of(question.Spread).Dutch}.", $"Chosen: {Of(question.Spread).English}."] + Usual(question, t),
        _ => "",
    };

    /// <summary>What a change of slope means.</summary>
    public static Word SlopeMeans => ("Met een andere helling mag het niveau bij het begin verspringen en mag de trend daarna anders lopen, bijvoorbeeld omdat de barrière langzaam gaat werken of juist went. De stap geldt dan alleen voor de eerste week; wat ervan over is in de laatste week staat eronder. Dat zijn meer uitspraken, elk met 5% kans op een vals bericht.", "With another slope the level may jump at the start and the trend may go otherwise after it, for example because the barrier comes to work slowly or is got used to. The step then holds for the first week alone; what is left of it in the last week stands below. These are more claims, each with a 5% chance of a false message.");

    /// <summary>What errors by place mean, and over which places.</summary>
    public static string PooledMeans(PooledAnswer pooled, Func<string, string?> name, Language t)
    {
        var places = string.Join(", ", pooled.Treated.Select(row => name(row.Place)));
        var apart = pooled.Last == pooled.First ? "" : t[$" De {pooled.Last - pooled.First} weken tussen het eerste en het laatste begin tellen niet mee.", $" The {pooled.Last - pooled.First} weeks between the first start and the last do not count."];
        return t[$"Samen genomen: {Places(pooled.Treated.Count, t)} met dit soort barrière tegen dezelfde stap ({places}), begonnen in hoogstens {PooledMethod.MostApart} weken, tegen {pooled.Controls.Count} zonder. Geclusterd per plaats: wat op een plaats gebeurt mag op de rest van die plaats lijken; plaatsen gelden als los van elkaar.", $"Taken together: {Places(pooled.Treated.Count, t)} with this kind of barrier against the same step ({places}), begun at most {PooledMethod.MostApart} weeks apart, against {pooled.Controls.Count} without. Clustered by place: what happens at a place may resemble the rest of that place; places count as independent of each other."] + apart;
    }

    static string Places(int count, Language t) => count == 1 ? t["alleen deze plaats", "this place alone"] : t[$"{count} plaatsen", $"{count} places"];

    // A choice made after seeing the figures shows nothing; so the register keeps to the one that lay fast.
    static string Usual(MethodQuestion question, Language t) => question.IsUsual ? t[" Dat is de gewone keuze, die vastligt voor er iets gemeten is; de lijst van barrières houdt zich daaraan.", " That is the usual choice, which lies fast before anything is measured; the list of barriers keeps to it."]
        : t[" Dat is niet de gewone keuze. In de lijst van barrières en naast de verwachte daling blijft het cijfer van de gewone keuze staan. Leg een andere keuze vast voor u de cijfers ziet: wie er meer probeert en de mooiste neemt, toont niets aan.", " That is not the usual choice. In the list of barriers and beside the expected fall the figure of the usual choice stays. Fix another choice before you see the figures: who tries several and takes the finest shows nothing."];

    /// <summary>Why reports are not among what can be chosen.</summary>
    public static Word NoReports => ("Meldingen zijn hier niet te kiezen: per plaats en week zijn het er minder dan vijf, en zo'n getal kan verraden wie er meldde.", "Reports cannot be chosen here: per place and week there are fewer than five, and such a count may tell who reported.");

    static bool IsOwn(string what) => OwnCounts.Things.Contains(what) || WeeklyCount.IsSplit(what) || SplitNames.IsSideBySide(what);
}
