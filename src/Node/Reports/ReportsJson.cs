using System.Text.Json.Serialization;
using Knooppunt.Reports;

namespace Knooppunt.Node.Reports;

/// <summary>JSON of what this room encrypts.</summary>
[JsonSerializable(typeof(ReportAnswers))]
[JsonSerializable(typeof(FormState))]
sealed partial class ReportsJson : JsonSerializerContext;
