using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Knooppunt.Tests.House;

/// <summary>Core touches nothing: what its assembly mentions of others is read from its metadata and held against what only computes.</summary>
public sealed class PurityTests
{
    static readonly string CoreFile = typeof(Knooppunt.Observations.Observation).Assembly.Location;

    /// <summary>Namespaces in which nothing opens, asks, waits or draws.</summary>
    static readonly string[] Computing =
    [
        "System.Buffers", "System.Buffers.Binary", "System.Buffers.Text", "System.CodeDom.Compiler", "System.Collections", "System.Collections.Frozen", "System.Collections.Generic",
        "System.Diagnostics.CodeAnalysis", "System.Globalization", "System.Linq", "System.Numerics", "System.Runtime.CompilerServices", "System.Runtime.Intrinsics",
        "System.Runtime.Versioning", "System.Security.Permissions", "System.Text", "System.Text.Encodings.Web", "System.Text.Json", "System.Text.Json.Nodes", "System.Text.Json.Serialization", "System.Text.RegularExpressions",
        "System.Text.Unicode", "NetTopologySuite.Features", "NetTopologySuite.Geometries", "NetTopologySuite.Geometries.Prepared", "NetTopologySuite.IO.Converters",
        "NetTopologySuite.Index.Strtree", "YamlDotNet.Core", "YamlDotNet.Core.Events",
    ];

    /// <summary>Types that only compute, of namespaces in which others do not: readers over text in memory, hashes, and what the compiler writes.</summary>
    static readonly string[] ComputingTypes =
    [
        "System.Action`1", "System.Action`2", "System.ArgumentException", "System.ArgumentNullException", "System.ArgumentOutOfRangeException", "System.Array", "System.AsyncCallback",
        "System.Base64FormattingOptions", "System.BitConverter", "System.Boolean", "System.Byte", "System.Char", "System.Comparison`1", "System.Convert", "System.Converter`2",
        "System.FlagsAttribute",
        "System.DateOnly", "System.DateTime", "System.DateTimeOffset", "System.DateTimeKind", "System.DayOfWeek", "System.Decimal", "System.Diagnostics.DebuggableAttribute", "System.Diagnostics.DebuggerBrowsableAttribute",
        "System.Diagnostics.DebuggerBrowsableState", "System.Diagnostics.DebuggerDisplayAttribute", "System.Diagnostics.DebuggerHiddenAttribute", "System.Double", "System.Enum", "System.Exception", "System.FormatException",
        "System.Func`1", "System.Func`2", "System.Func`3", "System.Func`4", "System.HashCode", "System.IAsyncResult", "System.IComparable`1", "System.IDisposable", "System.IEquatable`1",
        "System.IFormatProvider", "System.IO.StringReader", "System.IO.TextReader", "System.Index", "System.IndexOutOfRangeException", "System.Int128", "System.Int32", "System.Int64",
        "System.InvalidOperationException", "System.Math", "System.MemoryExtensions", "System.MulticastDelegate", "System.NotSupportedException", "System.Nullable`1", "System.Object",
        "System.ObsoleteAttribute", "System.OverflowException", "System.ParamArrayAttribute", "System.Predicate`1", "System.Range", "System.ReadOnlyMemory`1", "System.ReadOnlySpan`1",
        "System.Reflection.AssemblyCompanyAttribute", "System.Reflection.AssemblyConfigurationAttribute", "System.Reflection.AssemblyDescriptionAttribute",
        "System.Reflection.AssemblyFileVersionAttribute", "System.Reflection.AssemblyInformationalVersionAttribute", "System.Reflection.AssemblyProductAttribute",
        "System.Reflection.AssemblyTitleAttribute", "System.Reflection.DefaultMemberAttribute", "System.Runtime.InteropServices.CollectionsMarshal",
        "System.Runtime.InteropServices.InAttribute", "System.Runtime.InteropServices.MemoryMarshal", "System.RuntimeFieldHandle", "System.RuntimeTypeHandle",
        "System.Security.Cryptography.CipherMode", "System.Security.Cryptography.HMACSHA256", "System.Security.Cryptography.ICryptoTransform", "System.Security.Cryptography.PaddingMode", "System.Security.Cryptography.SHA1", "System.Security.Cryptography.SHA256",
        "System.Security.UnverifiableCodeAttribute", "System.Span`1", "System.String", "System.StringComparer", "System.StringComparison", "System.StringSplitOptions",
        "System.Threading.Lock", "System.TimeOnly", "System.TimeSpan", "System.Type", "System.UInt128", "System.UInt16", "System.UInt32", "System.UInt64", "System.UriKind", "System.ValueTuple`2",
        "System.ValueTuple`3", "System.ValueTuple`4", "System.ValueTuple`5", "System.ValueType",
    ];

    /// <summary>
    /// Types that do both, with the members that only compute. The thread's number is asked by every iterator that the compiler writes; the switch by generated regular expressions.
    /// A distribution of MathNet also draws; only its chances and quantiles may be asked.
    /// </summary>
    static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["MathNet.Numerics.Distributions.Beta"] = ["CDF", "InvCDF"],
        ["MathNet.Numerics.Distributions.Binomial"] = ["CDF"],
        ["MathNet.Numerics.Distributions.Gamma"] = ["CDF", "InvCDF"],
        ["MathNet.Numerics.Distributions.Normal"] = ["CDF", "InvCDF"],
        ["MathNet.Numerics.Distributions.StudentT"] = ["CDF", "InvCDF"],
        ["MathNet.Numerics.SpecialFunctions"] = ["BetaRegularized", "DiGamma", "Erfc", "GammaLn", "GammaUpperRegularized"],
        ["System.AppContext"] = ["GetData"],
        ["System.Environment"] = ["get_CurrentManagedThreadId"],
        ["System.Guid"] = [".ctor", "Empty", "ParseExact", "ToString", "TryParseExact", "TryWriteBytes", "op_Equality", "op_Inequality"],
        ["System.Runtime.Intrinsics.X86.Sse"] = ["Prefetch0", "get_IsSupported"],
        ["System.Security.Cryptography.Aes"] = ["Create"],
        ["System.Security.Cryptography.SymmetricAlgorithm"] = ["CreateEncryptor", "set_Key", "set_Mode", "set_Padding"],
        ["System.Threading.Volatile"] = ["Read"],
        ["System.Uri"] = ["TryCreate", "get_Scheme", "get_UserInfo"],
        ["System.TimeZoneInfo"] = ["ConvertTime", "GetUtcOffset", "get_Id"],
    };

    /// <summary>The clock, which hides in types that only compute otherwise.</summary>
    static readonly string[] Clock =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTime.ToLocalTime", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.DateTimeOffset.ToLocalTime", "System.DateTimeOffset.get_LocalDateTime",
    ];

    [Fact]
    public void Core_mentions_only_what_computes() => Assert.Equal("", string.Join('\n', Strangers(CoreFile)));

    [Fact]
    public void The_check_fails_on_an_assembly_that_touches_the_world() =>
        Assert.Contains("System.IO.File", Strangers(Path.Combine(AppContext.BaseDirectory, "knooppunt.dll")));

    static IEnumerable<string> Strangers(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        var reader = image.GetMetadataReader();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in reader.TypeReferences.Select(reader.GetTypeReference).Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference))
        {
            var (space, name) = (reader.GetString(type.Namespace), $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}");
            if (!Computing.Contains(space) && !ComputingTypes.Contains(name) && !Members.ContainsKey(name))
                found.Add(name);
        }

        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference).Where(member => member.Parent.Kind == HandleKind.TypeReference))
        {
            var type = reader.GetTypeReference((TypeReferenceHandle)member.Parent);
            var (name, own) = ($"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}", reader.GetString(member.Name));
            if (Clock.Contains($"{name}.{own}") || (Members.TryGetValue(name, out var allowed) && !allowed.Contains(own)))
                found.Add($"{name}.{own}");
        }

        foreach (var method in reader.MethodDefinitions.Select(reader.GetMethodDefinition).Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)))
            found.Add("foreign code: " + reader.GetString(method.Name));
        return found;
    }
}
