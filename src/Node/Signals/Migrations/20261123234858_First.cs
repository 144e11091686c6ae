using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Signals.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    Journal = table.Column<string>(type: "TEXT", nullable: false),
                    Next = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => x.Journal);
                });

            migrationBuilder.CreateTable(
                name: "signal_actions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Signal = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Who = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Comment = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signal_actions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "signal_patterns",
                columns: table => new
                {
                    Signal = table.Column<string>(type: "TEXT", nullable: false),
                    Pattern = table.Column<string>(type: "TEXT", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signal_patterns", x => new { x.Signal, x.Pattern });
                });

            migrationBuilder.CreateTable(
                name: "signals",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Journal = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectKind = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectValue = table.Column<string>(type: "TEXT", nullable: false),
                    Severity = table.Column<int>(type: "INTEGER", nullable: false),
                    First = table.Column<long>(type: "INTEGER", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false),
                    LeadPattern = table.Column<string>(type: "TEXT", nullable: false),
                    Headline = table.Column<string>(type: "TEXT", nullable: false),
                    HeadlineEnglish = table.Column<string>(type: "TEXT", nullable: false),
                    Observations = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: true),
                    Label = table.Column<int>(type: "INTEGER", nullable: false),
                    GapSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    Story = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_signal_actions_Signal_Id",
                table: "signal_actions",
                columns: new[] { "Signal", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_signal_patterns_Pattern_Last",
                table: "signal_patterns",
                columns: new[] { "Pattern", "Last" });

            migrationBuilder.CreateIndex(
                name: "IX_signals_Journal_Last",
                table: "signals",
                columns: new[] { "Journal", "Last" });

            migrationBuilder.CreateIndex(
                name: "IX_signals_Label_Severity_Last",
                table: "signals",
                columns: new[] { "Label", "Severity", "Last" });

            migrationBuilder.CreateIndex(
                name: "IX_signals_SubjectKind_SubjectValue",
                table: "signals",
                columns: new[] { "SubjectKind", "SubjectValue" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "signal_actions");

            migrationBuilder.DropTable(
                name: "signal_patterns");

            migrationBuilder.DropTable(
                name: "signals");
        }
    }
}
