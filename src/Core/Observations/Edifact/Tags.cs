namespace Knooppunt.Observations.Edifact;

/// <summary>Segment tags as numbers, for a switch. Three ASCII characters, the first in the highest byte.</summary>
static class Tags
{
    public const int
        Unb = ('U' << 16) | ('N' << 8) | 'B',
        Ung = ('U' << 16) | ('N' << 8) | 'G',
        Unh = ('U' << 16) | ('N' << 8) | 'H',
        Unt = ('U' << 16) | ('N' << 8) | 'T',
        Une = ('U' << 16) | ('N' << 8) | 'E',
        Unz = ('U' << 16) | ('N' << 8) | 'Z',
        Bgm = ('B' << 16) | ('G' << 8) | 'M',
        Cnt = ('C' << 16) | ('N' << 8) | 'T',
        Doc = ('D' << 16) | ('O' << 8) | 'C',
        Dtm = ('D' << 16) | ('T' << 8) | 'M',
        Eqd = ('E' << 16) | ('Q' << 8) | 'D',
        Loc = ('L' << 16) | ('O' << 8) | 'C',
        Mea = ('M' << 16) | ('E' << 8) | 'A',
        Nad = ('N' << 16) | ('A' << 8) | 'D',
        Rff = ('R' << 16) | ('F' << 8) | 'F',
        Sel = ('S' << 16) | ('E' << 8) | 'L',
        Sgp = ('S' << 16) | ('G' << 8) | 'P',
        Tdt = ('T' << 16) | ('D' << 8) | 'T',
        Tmp = ('T' << 16) | ('M' << 8) | 'P';
}
