using Knooppunt.Reports;

namespace Knooppunt.Node.Reports;

/// <summary>What a poster calls out.</summary>
static class PosterText
{
    public static readonly Said Call = new(
        "Klopt er iets niet? Vraagt iemand u om mee te helpen? Meld het, ook zonder naam.",
        "Is something not right? Does somebody ask you to help? Report it, also without your name.",
        "Coś jest nie tak? Ktoś prosi cię o pomoc? Zgłoś to, także bez nazwiska.",
        "¿Algo no cuadra? ¿Alguien le pide ayuda? Denúncielo, también sin su nombre.",
        "Ters giden bir şey mi var? Biri yardım mı istiyor? Bildirin, adınız olmadan da.",
        "Algu no ta kuadra? Un hende ta pidi bo yudansa? Raport'é, tambe sin nòmber.");
}
