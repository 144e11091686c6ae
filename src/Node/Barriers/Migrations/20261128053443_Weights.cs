using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Barriers.Migrations
{
    /// <inheritdoc />
    public partial class Weights : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "barrier_weights",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Study = table.Column<long>(type: "INTEGER", nullable: false),
                    Harm = table.Column<double>(type: "REAL", nullable: true),
                    SizeTreated = table.Column<double>(type: "REAL", nullable: true),
                    SizeControl = table.Column<double>(type: "REAL", nullable: true),
                    SizeAroundTreated = table.Column<double>(type: "REAL", nullable: true),
                    SizeAroundControl = table.Column<double>(type: "REAL", nullable: true),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_barrier_weights", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_barrier_weights_Study",
                table: "barrier_weights",
                column: "Study");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "barrier_weights");
        }
    }
}
