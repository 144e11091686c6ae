using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Signals.Migrations
{
    /// <inheritdoc />
    public partial class Terms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Arrived",
                table: "signals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            // When the evidence of older signals came in stands in no column: their term begins with this version.
            migrationBuilder.Sql("UPDATE signals SET Arrived = CAST(strftime('%s', 'now') AS INTEGER) * 1000000");

            migrationBuilder.CreateTable(
                name: "pattern_counts",
                columns: table => new
                {
                    Pattern = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<long>(type: "INTEGER", nullable: false),
                    Fired = table.Column<int>(type: "INTEGER", nullable: false),
                    Confirmed = table.Column<int>(type: "INTEGER", nullable: false),
                    Dismissed = table.Column<int>(type: "INTEGER", nullable: false),
                    Innocent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pattern_counts", x => new { x.Pattern, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "signal_deletions",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Journal = table.Column<string>(type: "TEXT", nullable: false),
                    Statement = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signal_deletions", x => x.Name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_signals_Arrived",
                table: "signals",
                column: "Arrived");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pattern_counts");

            migrationBuilder.DropTable(
                name: "signal_deletions");

            migrationBuilder.DropIndex(
                name: "IX_signals_Arrived",
                table: "signals");

            migrationBuilder.DropColumn(
                name: "Arrived",
                table: "signals");
        }
    }
}
