using System.Text.Json.Serialization;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>Discovery resource (TAXII 2.1, 4.1.1).</summary>
sealed record DiscoveryResource(string Title, string Description, string? Contact, string Default, string[] ApiRoots);

/// <summary>API root resource (4.2.1).</summary>
sealed record ApiRootResource(string Title, string Description, string[] Versions, long MaxContentLength);

/// <summary>Collection resource (5.2.1).</summary>
sealed record CollectionResource(string Id, string Title, string Description, string Alias, bool CanRead, bool CanWrite, string[] MediaTypes);

/// <summary>Collections resource (5.1.1).</summary>
sealed record CollectionsResource(CollectionResource[]? Collections);

/// <summary>One object of a request's status (4.3.1).</summary>
sealed record StatusDetail(string Id, string Version, string? Message);

/// <summary>Status resource (4.3.1).</summary>
sealed record StatusResource(string Id, string Status, string RequestTimestamp, int TotalCount, int SuccessCount, StatusDetail[]? Successes, int FailureCount, StatusDetail[]? Failures, int PendingCount);

/// <summary>Error message (3.6.1).</summary>
sealed record ErrorResource(string Title, string? Description, string HttpStatus);

/// <summary>JSON of TAXII: names with underscores, what is absent left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DiscoveryResource))]
[JsonSerializable(typeof(ApiRootResource))]
[JsonSerializable(typeof(CollectionResource))]
[JsonSerializable(typeof(CollectionsResource))]
[JsonSerializable(typeof(StatusResource))]
[JsonSerializable(typeof(ErrorResource))]
sealed partial class TaxiiJson : JsonSerializerContext;
