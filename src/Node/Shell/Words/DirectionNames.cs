using Knooppunt.Disclosure.Access;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Where a record would go and what would be done with it, as a screen names them.</summary>
static class DirectionNames
{
    public static Word Of(Direction direction) => direction switch
    {
        Direction.OwnOrganisation => ("de eigen organisatie", "the own organisation"),
        Direction.Partner => ("een partner", "a partner"),
        Direction.Unreleased => ("een partner, zonder vrijgave", "a partner, without release"),
        Direction.OtherNode => ("een ander knooppunt", "another node"),
        _ => ("iedereen", "everybody"),
    };

    public static Word Of(Use use) => use switch
    {
        Use.Look => ("te bekijken, naar aanleiding van iets", "look at it, because something gave occasion"),
        Use.History => ("een patroon op te toetsen", "try a pattern on it"),
        _ => ("te delen: één signaal, bij besluit", "share it: one signal, by decision"),
    };
}
