namespace Knooppunt.Places;

/// <summary>Distances on the earth taken as a sphere of 6,371,008.8 m (IUGG mean radius): within 0.6 % of the ellipsoid.</summary>
public static class GreatCircle
{
    const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>Distance in metres by the haversine formula, exact enough for small distances.</summary>
    /// <param name="latitude1">Degrees.</param>
    /// <param name="longitude1">Degrees.</param>
    /// <param name="latitude2">Degrees.</param>
    /// <param name="longitude2">Degrees.</param>
    public static double Metres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var (phi1, phi2) = (double.DegreesToRadians(latitude1), double.DegreesToRadians(latitude2));
        var (halfPhi, halfLambda) = ((phi2 - phi1) / 2, double.DegreesToRadians(longitude2 - longitude1) / 2);
        var a = Math.Pow(Math.Sin(halfPhi), 2) + Math.Cos(phi1) * Math.Cos(phi2) * Math.Pow(Math.Sin(halfLambda), 2);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }
}
