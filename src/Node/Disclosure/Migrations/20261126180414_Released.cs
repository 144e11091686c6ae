using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Disclosure.Migrations
{
    /// <inheritdoc />
    public partial class Released : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_labels_Organisation_Regime_Purpose_Tlp",
                table: "labels");

            migrationBuilder.RenameColumn(
                name: "Purpose",
                table: "labels",
                newName: "Purposes");

            migrationBuilder.AddColumn<byte>(
                name: "Pap",
                table: "labels",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)2);

            migrationBuilder.AddColumn<bool>(
                name: "Released",
                table: "labels",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // One purpose becomes the set of it. What was made of the partnership's journal was made of released copies.
            migrationBuilder.Sql("UPDATE labels SET Purposes = 1 << Purposes, Released = Organisation = 'partnership';");

            migrationBuilder.CreateIndex(
                name: "IX_labels_Organisation_Regime_Purposes_Tlp_Pap_Released",
                table: "labels",
                columns: new[] { "Organisation", "Regime", "Purposes", "Tlp", "Pap", "Released" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_labels_Organisation_Regime_Purposes_Tlp_Pap_Released",
                table: "labels");

            migrationBuilder.DropColumn(
                name: "Pap",
                table: "labels");

            migrationBuilder.DropColumn(
                name: "Released",
                table: "labels");

            migrationBuilder.RenameColumn(
                name: "Purposes",
                table: "labels",
                newName: "Purpose");

            migrationBuilder.CreateIndex(
                name: "IX_labels_Organisation_Regime_Purpose_Tlp",
                table: "labels",
                columns: new[] { "Organisation", "Regime", "Purpose", "Tlp" },
                unique: true);
        }
    }
}
