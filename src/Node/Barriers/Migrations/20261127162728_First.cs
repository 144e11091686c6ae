using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Barriers.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "barrier_states",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Barrier = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_barrier_states", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "barrier_studies",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Barrier = table.Column<long>(type: "INTEGER", nullable: false),
                    What = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    DaysBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    DaysAfter = table.Column<int>(type: "INTEGER", nullable: false),
                    TreatedBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    TreatedAfter = table.Column<int>(type: "INTEGER", nullable: false),
                    ControlBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    ControlAfter = table.Column<int>(type: "INTEGER", nullable: false),
                    AroundTreatedBefore = table.Column<int>(type: "INTEGER", nullable: true),
                    AroundTreatedAfter = table.Column<int>(type: "INTEGER", nullable: true),
                    AroundControlBefore = table.Column<int>(type: "INTEGER", nullable: true),
                    AroundControlAfter = table.Column<int>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_barrier_studies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "barriers",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<string>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Step = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    Once = table.Column<int>(type: "INTEGER", nullable: false),
                    Yearly = table.Column<int>(type: "INTEGER", nullable: false),
                    Expected = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_barriers", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_barrier_states_Barrier",
                table: "barrier_states",
                column: "Barrier");

            migrationBuilder.CreateIndex(
                name: "IX_barrier_studies_Barrier",
                table: "barrier_studies",
                column: "Barrier");

            migrationBuilder.CreateIndex(
                name: "IX_barriers_Id",
                table: "barriers",
                column: "Id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "barrier_states");

            migrationBuilder.DropTable(
                name: "barrier_studies");

            migrationBuilder.DropTable(
                name: "barriers");
        }
    }
}
