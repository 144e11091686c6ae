using Knooppunt.Reports;

namespace Knooppunt.Node.Reports;

/// <summary>What the public page of figures says, in six languages side by side.</summary>
static class FigureText
{
    public static readonly Said
        Title = new("Wat er gemeld is", "What was reported", "Co zgłoszono", "Lo que se ha denunciado", "Neler bildirildi", "Kiko a keda raportá"),
        Intro = new("Per kwartaal dat voorbij is, van alle organisaties samen. Niets hier gaat over minder dan vijf meldingen: niemand is eruit te herkennen.", "Per quarter that is over, of all organisations together. Nothing here tells of fewer than five reports: nobody can be recognised in it.", "Za zakończony kwartał, wszystkie organizacje razem. Nic tu nie dotyczy mniej niż pięciu zgłoszeń: nikogo nie można rozpoznać.", "Por trimestre terminado, de todas las organizaciones juntas. Nada aquí se refiere a menos de cinco denuncias: no se reconoce a nadie.", "Biten üç aylık dönem için, bütün kuruluşlar birlikte. Buradaki hiçbir sayı beşten az bildirimi anlatmaz: kimse tanınamaz.", "Pa kada trimèster ku a pasa, di tur organisashon huntu. Nada akí ta trata di ménos ku sinku rapòrt: no por rekonosé niun hende."),
        None = new("Er is nog geen kwartaal voorbij waarin iemand meldde.", "No quarter is over yet in which somebody reported.", "Nie zakończył się jeszcze kwartał, w którym ktoś coś zgłosił.", "Aún no ha terminado un trimestre con denuncias.", "Henüz bildirim yapılan bir dönem bitmedi.", "Ainda no a pasa niun trimèster ku rapòrt."),
        All = new("Alle meldingen", "All reports", "Wszystkie zgłoszenia", "Todas las denuncias", "Bütün bildirimler", "Tur rapòrt"),
        Rest = new("al het andere samen", "everything else together", "wszystko inne razem", "todo lo demás junto", "diğerlerinin hepsi", "tur otro kos huntu"),
        NoPlace = new("geen plaats genoemd", "no place named", "nie podano miejsca", "sin lugar", "yer belirtilmedi", "sin lugá"),
        TooFew = new("te weinig om te zeggen", "too few to say", "za mało, by podać", "demasiado pocas para decirlo", "söylemek için çok az", "muchu poko pa bisa"),
        Map = new("Kaart van meldingen per plaats; de lijst zegt hetzelfde", "Map of reports by place; the list says the same", "Mapa zgłoszeń według miejsca; lista mówi to samo", "Mapa de denuncias por lugar; la lista dice lo mismo", "Yere göre bildirim haritası; liste aynısını söyler", "Mapa di rapòrt pa lugá; e lista ta bisa mesun kos"),
        Answer = new("Kregen melders antwoord?", "Did reporters get an answer?", "Czy zgłaszający dostali odpowiedź?", "¿Recibieron respuesta?", "Bildirenler yanıt aldı mı?", "Nan a haña kontesta?"),
        Confirmed = new("Bevestigd binnen 7 dagen", "Confirmed within 7 days", "Potwierdzone w ciągu 7 dni", "Confirmadas en 7 días", "7 gün içinde onaylandı", "Konfirmá den 7 dia"),
        Answered = new("Beantwoord binnen 3 maanden", "Answered within 3 months", "Odpowiedź w ciągu 3 miesięcy", "Respondidas en 3 meses", "3 ay içinde yanıtlandı", "Kontestá den 3 luna");
}
