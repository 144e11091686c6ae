using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Signals.Migrations
{
    /// <inheritdoc />
    public partial class Changes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "signal_changes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Signal = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signal_changes", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_signal_changes_Signal",
                table: "signal_changes",
                column: "Signal");

            // Signals from before there were changes to follow are changes too.
            migrationBuilder.Sql("INSERT INTO signal_changes (Signal) SELECT Id FROM signals ORDER BY Arrived, Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "signal_changes");
        }
    }
}
