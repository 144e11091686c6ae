namespace Knooppunt.Detection;

/// <summary>The values of a field that were looked up already: of one block, or of a whole series where the values have numbers in that.</summary>
sealed class MetValues
{
    // By place of the value its number, one higher, and its kind; zero when it was not looked up yet. At place zero nothing is kept.
    int[] _ids = [];
    ushort[] _kinds = [];
    object? _series;

    /// <summary>Per value of the block its place; null when that is the value's own, one higher.</summary>
    public int[]? Places { get; private set; }

    /// <summary>By place the number of a value, one higher; zero when it was not looked up yet. Places beyond the last were not either.</summary>
    public ReadOnlySpan<int> Ids => _ids;

    /// <summary>By place the kind of a value; zero when it was not looked up yet, or has none.</summary>
    public ReadOnlySpan<ushort> Kinds => _kinds;

    /// <summary>Goes to another block.</summary>
    /// <param name="values">How many values it has.</param>
    /// <param name="numbers">Their numbers in a series; null when it belongs to none.</param>
    public void Begin(int values, SeriesNumbers? numbers)
    {
        if (numbers is null || !ReferenceEquals(numbers.Series, _series))
            Forget();
        (_series, Places) = (numbers?.Series, numbers?.Of);
        Growth.Reach(ref _ids, values + 1);
    }

    /// <summary>Forgets all, since the numbers of the values are others now.</summary>
    public void Forget()
    {
        Array.Clear(_ids);
        Array.Clear(_kinds);
        _series = null;
    }

    /// <summary>The place of a value of the block.</summary>
    public int PlaceOf(int value) => Places is { } places ? places[value] : value + 1;

    /// <summary>The number of a value of the block, one higher; zero when it was not looked up yet.</summary>
    public int Id(int value) => PlaceOf(value) is var place && (uint)place < (uint)_ids.Length ? _ids[place] : 0;

    /// <summary>Keeps the number of a value of the block.</summary>
    public void Keep(int value, int id)
    {
        if (PlaceOf(value) is not (> 0 and var place))
            return;
        Growth.Reach(ref _ids, place + 1);
        _ids[place] = id + 1;
    }

    /// <summary>Keeps the kind of a value of the block.</summary>
    public void KeepKind(int value, int kind)
    {
        if (PlaceOf(value) is not (> 0 and var place))
            return;
        Growth.Reach(ref _kinds, Math.Max(place + 1, _ids.Length));
        _kinds[place] = (ushort)kind;
    }
}
