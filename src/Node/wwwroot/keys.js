// Keys for desk pages; the dialog in the frame lists them.
document.documentElement.classList.add('js');

const typing = target => target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');
const rows = () => [...document.querySelectorAll('[data-row]')];
const current = () => document.activeElement?.closest('[data-row]');
const linkOf = row => row?.querySelector('a');
const hrefOf = row => linkOf(row)?.getAttribute('href');
const boxOf = row => row?.querySelector('input[type=checkbox]');
const chosen = () => rows().filter(row => boxOf(row)?.checked);

// Where one was in a list, so that coming back means coming back to the same row.
const place = () => JSON.parse(sessionStorage.getItem('list') || 'null');
const remember = (row, opened) => sessionStorage.setItem('list', JSON.stringify({ page: location.pathname + location.search, row: hrefOf(row), at: rows().indexOf(row), opened }));

function goTo(all, to) {
  linkOf(all[Math.max(0, Math.min(all.length - 1, to))])?.focus();
}

function say(words) {
  const box = document.querySelector('[data-said]');
  if (!box) return;
  box.textContent = words;
  clearTimeout(say.later);
  say.later = setTimeout(() => { box.textContent = ''; }, 4000);
}

function tellChosen() {
  const box = document.querySelector('[data-chosen]');
  if (!box) return;
  box.dataset.none ??= box.textContent;
  const count = chosen().length;
  box.textContent = count === 0 ? box.dataset.none : `${count} ${box.dataset.one}:`;
}

function choose(row) {
  const box = boxOf(row);
  if (box) box.checked = !box.checked;
  tellChosen();
}

function chooseAll() {
  const boxes = rows().map(boxOf).filter(Boolean);
  const every = boxes.every(box => box.checked);
  for (const box of boxes) box.checked = !every;
  tellChosen();
  return boxes.length > 0;
}

// A button for what is chosen, for the row one is on when nothing is, or for the signal of this page.
function press(key) {
  const button = document.querySelector(`button[data-key="${key}"]`);
  if (!button) return;
  if (rows().length > 0 && chosen().length === 0) {
    if (!boxOf(current())) return;
    choose(current());
  }
  button.click();
}

function back() {
  const link = document.querySelector('[data-back]');
  if (!link) return;
  const from = place();
  if (from && (from.opened === location.pathname || from.page.split('?')[0] === link.getAttribute('href'))) link.href = from.page;
  link.click();
}

async function copy(chip) {
  const value = chip?.querySelector('data')?.value;
  if (!value) return;
  const box = document.querySelector('[data-said]');
  try {
    await navigator.clipboard.writeText(value);
    say(`${box.dataset.copied} ${value}`);
  } catch {
    getSelection().selectAllChildren(chip.querySelector('data'));
    say(`${box.dataset.notCopied} ${value}`);
  }
}

const actions = {
  '/': () => document.getElementById('search-box')?.focus(),
  '?': () => document.getElementById('keys')?.togglePopover(),
  j: all => goTo(all, all.indexOf(current()) + 1),
  k: all => goTo(all, Math.max(0, all.indexOf(current()) - 1)),
  Home: all => goTo(all, 0),
  End: all => goTo(all, all.length - 1),
  x: () => choose(current()),
  r: () => press('r'),
  a: () => press('a'),
  m: () => press('m'),
  v: () => document.querySelector('select[data-key=v]')?.focus(),
  c: () => copy(document.activeElement?.closest('.id') ?? current()?.querySelector('.id') ?? document.querySelector('main .id')),
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
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const all = rows();
  if (!action || (['Home', 'End'].includes(event.key) && all.length === 0)) return;
  event.preventDefault();
  action(all);
});

document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy]');
  if (button) copy(button.closest('.id'));
  const row = event.target.closest('[data-row]');
  const link = row && event.target.closest('a');
  if (link) remember(row, link.getAttribute('href'));
});
document.addEventListener('change', event => { if (event.target.closest('[data-row]')) tellChosen(); });
document.addEventListener('submit', () => {
  const row = current() ?? chosen()[0];
  if (row) remember(row);
});

// The same row again; where it has left the list, the one that took its place.
const from = place();
if (from && from.page === location.pathname + location.search) {
  const all = rows();
  const same = all.find(row => hrefOf(row) === from.row);
  linkOf(same ?? all[Math.min(from.at, all.length - 1)])?.focus();
}
tellChosen();
