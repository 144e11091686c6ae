using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Reports;

/// <summary>A form of a stranger: bounded, and in memory alone, since a file in a temporary folder would lie there in clear.</summary>
static class PostedForm
{
    const int Longest = 256 << 10;

    /// <summary>The form; null when it is too long or no form.</summary>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops.</param>
    /// <param name="upload">Bytes that a file in it may have besides; 0 where none is due.</param>
    public static Task<IFormCollection?> Read(HttpContext http, CancellationToken stop, int upload = 0) => WholeBody.ReadForm(http, Longest + upload, patient: upload > 0, stop);
}
