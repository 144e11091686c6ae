// A table that does not fit on a telephone is read row by row, each cell beside the name of its column. Without script it scrolls sideways.
const narrow = matchMedia('(max-width: 760px)');

// Names of rows make a grid of it, of which columns are compared: that one is left to scroll.
const isGrid = table => table.querySelector('tbody th') !== null;

// What is no longer drawn as a table must still be told as one.
function name(table) {
  const heads = [...table.tHead?.rows[0]?.cells ?? []].flatMap(head => Array(head.colSpan).fill(head.textContent.trim()));
  table.setAttribute('role', 'table');
  for (const part of table.querySelectorAll('thead, tbody, tfoot')) part.setAttribute('role', 'rowgroup');
  for (const head of table.querySelectorAll('thead th')) head.setAttribute('role', 'columnheader');
  for (const row of table.rows) {
    row.setAttribute('role', 'row');
    let column = 0;
    for (const cell of row.cells) {
      if (cell.tagName === 'TD') {
        cell.setAttribute('role', 'cell');
        cell.dataset.column = cell.colSpan > 1 ? '' : heads[column] ?? '';
      }
      column += cell.colSpan;
    }
  }
}

function fit() {
  for (const box of document.querySelectorAll('.table-box')) {
    const table = box.querySelector(':scope > table');
    if (!table || isGrid(table)) continue;
    box.classList.remove('by-row');
    const stack = narrow.matches && table.scrollWidth > box.clientWidth + 1;
    if (stack) name(table);
    box.classList.toggle('by-row', stack);
  }
}

fit();
narrow.addEventListener('change', fit);
// What was folded away had no width.
document.addEventListener('toggle', fit, true);
