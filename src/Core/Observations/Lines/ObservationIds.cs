using System.Globalization;

namespace Knooppunt.Observations.Lines;

/// <summary>Gives the observations of an ordered input their ids, line after line.</summary>
struct ObservationIds(string streamId)
{
    long _line;
    int _onLine;

    /// <summary>The id of the next observation that begins on this line. Lines never go back.</summary>
    public string Next(long line)
    {
        _onLine = line == _line ? _onLine + 1 : 1;
        _line = line;
        return _onLine == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{streamId}:{line}")
            : string.Create(CultureInfo.InvariantCulture, $"{streamId}:{line}.{_onLine}");
    }
}
