using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>Why a deed was not done.</summary>
/// <param name="Status">HTTP status, 400 or more.</param>
/// <param name="Sentence">Why, and what to do.</param>
sealed record Refusal(int Status, Word Sentence)
{
    /// <summary>Somebody was first.</summary>
    public static Refusal First { get; } = new(StatusCodes.Status409Conflict, new("Iemand was u voor: dit is intussen veranderd. Kijk opnieuw en besluit dan.", "Somebody was first: this has changed in the meantime. Look again and decide then."));

    /// <summary>The person may see it and has no right to this.</summary>
    public static Refusal Forbidden { get; } = new(StatusCodes.Status403Forbidden, new("Dit is aan de organisatie die leidt.", "This is for the organisation that leads."));

    /// <summary>What somebody asked for cannot be.</summary>
    public static Refusal Wrong(string dutch, string english) => new(StatusCodes.Status400BadRequest, new(dutch, english));

    /// <summary>A sentence as a refusal; null when there is none.</summary>
    public static Refusal? Of(Word? sentence) => sentence is { } wrong ? new(StatusCodes.Status400BadRequest, wrong) : null;

    /// <summary>The answer to the request.</summary>
    public IResult Answer(HttpContext http) => Status == StatusCodes.Status403Forbidden ? Results.Forbid() : Refused.Because(http, Status, Sentence);
}
