// Keys for desk pages; the dialog in the frame lists them.
const typing = target => target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');
const rows = () => [...document.querySelectorAll('[data-row]')];
const current = () => document.activeElement?.closest('[data-row]');
const linkOf = row => row?.querySelector('a');

// Where one was in a list, so that coming back means coming back to the same row.
const place = () => JSON.parse(sessionStorage.getItem('list') || 'null');
const remember = row => sessionStorage.setItem('list', JSON.stringify({ page: location.pathname + location.search, row: linkOf(row)?.getAttribute('href'), at: rows().indexOf(row) }));

function goTo(all, to) {
  linkOf(all[Math.max(0, Math.min(all.length - 1, to))])?.focus();
}

function choose(row) {
  const box = row?.querySelector('input[type=checkbox]');
  if (box) box.checked = !box.checked;
}

function chooseAll() {
  const boxes = [...document.querySelectorAll('[data-row] input[type=checkbox]')];
  const every = boxes.every(box => box.checked);
  for (const box of boxes) box.checked = !every;
  return boxes.length > 0;
}

function back() {
  const link = document.querySelector('[data-back]');
  if (!link) return;
  const from = place();
  if (from && from.page.split('?')[0] === link.getAttribute('href')) link.href = from.page;
  link.click();
}

const actions = {
  '/': () => document.getElementById('search-box')?.focus(),
  '?': () => document.getElementById('keys')?.togglePopover(),
  j: all => goTo(all, all.indexOf(current()) + 1),
  k: all => goTo(all, Math.max(0, all.indexOf(current()) - 1)),
  Home: all => goTo(all, 0),
  End: all => goTo(all, all.length - 1),
  x: () => choose(current()),
};

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !document.querySelector(':popover-open')) {
    if (typing(event.target)) event.target.blur();
    else back();
    return;
  }
  if (typing(event.target) || event.altKey || event.metaKey) return;
  if (event.ctrlKey) {
    if (event.key === 'a' && chooseAll()) event.preventDefault();
    return;
  }
  const action = actions[event.key];
  const all = rows();
  if (!action || (['Home', 'End'].includes(event.key) && all.length === 0)) return;
  event.preventDefault();
  action(all);
});

document.addEventListener('click', event => {
  const row = event.target.closest('[data-row]');
  if (row && event.target.closest('a')) remember(row);
});
document.addEventListener('submit', () => { if (current() ?? document.querySelector('[data-row]:has(:checked)')) remember(current() ?? document.querySelector('[data-row]:has(:checked)')); });

// The same row again; where it has left the list, the one that took its place.
const from = place();
if (from && from.page === location.pathname + location.search) {
  const all = rows();
  const same = all.find(row => linkOf(row)?.getAttribute('href') === from.row);
  linkOf(same ?? all[Math.min(from.at, all.length - 1)])?.focus();
}
