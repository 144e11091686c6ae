using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Municipal.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "municipal_hand_overs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Signal = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Sent = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_municipal_hand_overs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "municipal_signals",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<string>(type: "TEXT", nullable: true),
                    Home = table.Column<string>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    SeenOn = table.Column<int>(type: "INTEGER", nullable: false),
                    Opened = table.Column<long>(type: "INTEGER", nullable: false),
                    Exchange = table.Column<string>(type: "TEXT", nullable: false),
                    Plan = table.Column<string>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", nullable: false),
                    MonitorMonths = table.Column<int>(type: "INTEGER", nullable: false),
                    KeepMonths = table.Column<int>(type: "INTEGER", nullable: false),
                    Team = table.Column<bool>(type: "INTEGER", nullable: false),
                    Result = table.Column<string>(type: "TEXT", nullable: false),
                    End = table.Column<string>(type: "TEXT", nullable: true),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_municipal_signals", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "municipal_sources",
                columns: table => new
                {
                    Signal = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Ground = table.Column<string>(type: "TEXT", nullable: false),
                    OldestMonths = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Opened = table.Column<long>(type: "INTEGER", nullable: false),
                    Hit = table.Column<bool>(type: "INTEGER", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", nullable: false),
                    Departments = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_municipal_sources", x => new { x.Signal, x.Source });
                });

            migrationBuilder.CreateTable(
                name: "municipal_weighings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Signal = table.Column<long>(type: "INTEGER", nullable: false),
                    Weighing = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Agreed = table.Column<bool>(type: "INTEGER", nullable: true),
                    CheckReason = table.Column<string>(type: "TEXT", nullable: false),
                    CheckName = table.Column<string>(type: "TEXT", nullable: false),
                    Checked = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_municipal_weighings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_municipal_hand_overs_Signal",
                table: "municipal_hand_overs",
                column: "Signal",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_municipal_signals_Home",
                table: "municipal_signals",
                column: "Home");

            migrationBuilder.CreateIndex(
                name: "IX_municipal_signals_Id",
                table: "municipal_signals",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_municipal_signals_Until",
                table: "municipal_signals",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_municipal_weighings_Signal",
                table: "municipal_weighings",
                column: "Signal");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "municipal_hand_overs");

            migrationBuilder.DropTable(
                name: "municipal_signals");

            migrationBuilder.DropTable(
                name: "municipal_sources");

            migrationBuilder.DropTable(
                name: "municipal_weighings");
        }
    }
}
